// Collapses the quoted part of a mail.
import { mailShowQuoted } from '../../src/text/script.json';
import { say } from '../phrases.js';

export const wholeQuotes = '.gmail_quote, .yahoo_quoted, .protonmail_quote, .tutanota_quote, .zmail_extra, blockquote[type=cite]';
export const quoteStarts = '#divRplyFwdMsg, #appendonsend, .OutlookMessageHeader, .ms-outlook-mobile-reference-message';
const introduces = /(\bwrote|\bwrites|schrieb|écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\(?a?\)?|kirjoitti|написал\(?а?\)?|пише|כתב\/?ה?|كتب|のメール|写道|寫道)[^\n]{0,80}[:：]\s*$|^\s*On [^\n]{10,200}:\s*$/i;
const separates = /^\s*-{2,}\s*(original message|ursprüngliche nachricht|message d.origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|původní zpráva|исходное сообщение)\s*-{2,}/i;
const headed = /^\s*(from|von|de|da|van|od|från|fra|lähettäjä|от|发件人|寄件者|差出人|보낸 사람)\s*[:：]/i;
const forwarded = /(forwarded|fwd) message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht/i;

// Collapses the quoted earlier mail, unless there is nothing else, or the reply is written between its parts.
export function collapseQuotes(root, mail) {
  const doc = root.ownerDocument;
  markHeaders(root, mail.marks);
  const quotes = [];
  for (const [element, mark] of [...mail.marks].sort(([a], [b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)).slice(0, 200)) {
    const last = quotes.at(-1);
    if (!root.contains(element) || last?.isRest || last?.element.contains(element)) continue;
    const intro = introOf(element, root);
    if ((mark === 'maybe' && !intro) || forwarded.test(`${intro?.textContent ?? ''} ${element.textContent.slice(0, 200)}`)) continue;
    const before = previousOf(element);
    // A horizontal rule above a header belongs to the quote.
    quotes.push({ element, start: intro ?? (before?.localName === 'hr' ? before : element), isRest: mark === 'start' });
  }
  if (!quotes.length) return;
  const between = (from, to) => {
    const range = doc.createRange();
    range.selectNodeContents(root);
    if (from) range.setStartAfter(from);
    if (to) range.setEndBefore(to);
    return range;
  };
  const isFull = (range) => /\S/.test(range.toString()) || range.cloneContents().querySelector('img') !== null;
  const last = quotes.at(-1);
  const answered = quotes.slice(1).map(({ start }, at) => isFull(between(quotes[at].element, start)));
  if (!last.isRest && answered.includes(true)) return;
  const { start } = quotes[answered.lastIndexOf(true) + 1];
  if (!isFull(between(undefined, start)) && (last.isRest || !isFull(between(last.element)))) return;
  const quoted = between();
  quoted.setStartBefore(start);
  if (!last.isRest) quoted.setEndAfter(last.element);
  const details = doc.createElement('details');
  details.append(Object.assign(doc.createElement('summary'), { textContent: say({ mailShowQuoted }) }), quoted.extractContents());
  quoted.insertNode(details);
}

// Marks headers that start a quoted mail without an element around it, as in Outlook.
function markHeaders(root, marks) {
  const texts = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let left = 2000; left > 0 && texts.nextNode(); left -= 1) {
    const { data, parentElement } = texts.currentNode;
    if (parentElement && separates.test(data)) marks.set(parentElement, 'start');
    for (let at = headed.test(data) && parentElement, up = 0; at && up < 5; at = at.parentElement, up += 1, left -= 8) {
      if (at.style.borderTopStyle === 'solid' && at.style.borderLeftStyle !== 'solid' && headed.test(at.textContent.slice(0, 40))) marks.set(at, 'start');
    }
  }
}

function previousOf(node) {
  let at = node.previousSibling;
  while (at && at.localName !== 'hr' && !/\S/.test(at.textContent)) at = at.previousSibling;
  return at;
}

// Returns the line before a quote that introduces it: "On … wrote:"; undefined if there is none.
function introOf(element, root) {
  for (let at = element, up = 0; at !== root && up < 3; at = at.parentNode, up += 1) {
    const before = previousOf(at);
    if (before) return before.textContent.length < 400 && introduces.test(before.textContent) ? before : undefined;
  }
}
