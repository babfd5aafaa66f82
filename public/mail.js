// Shows a customer's HTML mail. Two layers keep it harmless, and neither relies on the other: what is not known to be
// harmless is taken out here, and mail.html runs no script and fetches nothing, whatever it is given.
// Nodes of the parsed mail are changed, never text that is parsed again; what is done to the text is done before.

const words = (text) => new Set(text.trim().split(/\s+/));
const elements = words(`a abbr address article aside b bdi big blockquote br caption center cite code col colgroup dd del dfn dir div dl dt em
  figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav nobr ol p pre q rp rt ruby s samp section small span strike
  strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr`);
// These go with all that is in them; of any other unknown element the contents stay.
const dropped = words(`script style title svg math iframe frame frameset noframes noembed object embed applet param audio video source track canvas
  template noscript xmp plaintext textarea select option optgroup input datalist output meter progress keygen map area base link meta bgsound portal
  dialog fencedframe selectedcontent`);
const attributes = words(`abbr align alt bgcolor border bordercolor cellpadding cellspacing clear color colspan datetime dir face headers height
  hidden href hspace lang noshade nowrap reversed role rowspan rules scope size span src start style title type valign value vspace width`);
// These are read, mail programs mark what they quote with some of them, and are gone before the mail is shown.
const read = words('class id background text');
const properties = words(`color direction display float clear opacity visibility width height min-width min-height max-width max-height box-sizing
  overflow-x overflow-y table-layout border-collapse border-spacing caption-side empty-cells vertical-align line-height letter-spacing word-spacing
  word-break overflow-wrap line-break hyphens tab-size text-align text-align-last text-indent text-transform text-overflow text-wrap-mode
  text-wrap-style text-wrap white-space white-space-collapse list-style-type list-style-position order row-gap column-gap columns column-count
  column-width flex-grow flex-shrink flex-basis flex-direction flex-wrap align-items align-content align-self justify-content justify-items
  justify-self break-before break-after break-inside`);
const families = /^(font|margin|padding|border-(top|right|bottom|left|block|inline)|text-decoration)(-[a-z]+)*$|^border(-[a-z]+)*-radius$|^background-(color|repeat|size|clip|origin|position)(-[xy])?$/;
const functions = /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|calc|min|max|clamp|linear-gradient|radial-gradient)$/;
const themed = /^(inherit|initial|unset|revert|transparent|currentcolor|windowtext|window|canvas|canvastext|auto|none|rgba\(0, 0, 0, 0\))?$/i;
const limits = { characters: 300_000, pictures: 8_000_000, tags: 15_000, elements: 5_000, depth: 200 };

/**
 * Shows a mail in a frame of its own inside `place`, an empty element of the app's page; what was there is replaced.
 * Resolves when it is drawn. Fails with an AbortError when another mail took the place meanwhile.
 */
export async function show(place, html, { remote, all, quotes, onFollow, onPoint, onKey }) {
  const frame = await open(place, remote);
  const doc = frame.contentDocument;
  const pause = breather(frame);
  const [text, isShort] = prepare(html.toWellFormed?.() ?? html, all);
  const root = await parse(text, frame);
  const mail = { remote, images: 0, trackers: 0, hosts: new Set(), isAuthored: false, marks: new Map(), hidden: new WeakSet(), links: [], asked: new WeakMap(), isCut: isShort };
  await tidy(root, mail, all ? Infinity : limits.elements, pause);
  const isHeard = listen(doc, mail.asked, { onFollow, onPoint, onKey });
  for (const link of mail.links) tidyLink(link, mail, isHeard);
  const hasQuote = fold(root, mail, quotes);
  doc.documentElement.toggleAttribute('data-paper', mail.isAuthored);
  dress(frame);
  if (root.childElementCount === 1) doc.body.style.backgroundColor = root.firstElementChild.style.backgroundColor;
  fit(frame);
  await pour([...root.childNodes], doc.body, pause);
  frame.fit();
  return { images: mail.images, hosts: [...mail.hosts].sort(), trackers: mail.trackers, isCut: mail.isCut, hasQuote, isAuthored: mail.isAuthored };
}

const replaced = () => new DOMException('Another mail took its place.', 'AbortError');
const waiting = new WeakMap();
async function open(place, remote) {
  waiting.get(place)?.(replaced());
  const frame = document.createElement('iframe');
  // Without scripts; with the app's origin, so that the app can build the mail, measure it and hear its links.
  frame.setAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox');
  const { href } = new URL(remote ? 'mail-remote.html' : 'mail.html', document.baseURI);
  Object.assign(frame, { title: 'Message content', referrerPolicy: 'no-referrer', src: href });
  Object.assign(frame.style, { display: 'block', width: '100%', height: '0', border: '0' });
  await new Promise((loaded, failed) => {
    waiting.set(place, failed);
    frame.addEventListener('load', loaded, { once: true });
    place.replaceChildren(frame);
  });
  // A host that answers with something else, such as its page for missing files, has no policy for mails there.
  if (frame.contentDocument?.querySelector('meta[name=mail]')?.content !== (remote ? 'images-allowed' : 'images-blocked'))
    throw new Error('The frame of the message could not be loaded: mail.html and mail-remote.html must be beside index.html.');
  return frame;
}

// A mail follows the app's theme, also when that changes; on paper of its own it stays light.
const dress = (frame) => (frame.contentDocument.documentElement.style.colorScheme = getComputedStyle(frame).colorScheme);
new MutationObserver(() => document.querySelectorAll('iframe[src*=mail]').forEach(dress)).observe(document.documentElement, { attributeFilter: ['data-theme'] });

// The frame is as tall as the mail. Nothing in the mail is measured by the frame's height, so this comes to rest.
function fit(frame) {
  const { contentDocument: doc, contentWindow: view } = frame;
  const scrollbar = () => Math.max(0, view.innerHeight - doc.documentElement.clientHeight);
  frame.fit = () => (frame.style.height = `${Math.ceil(doc.body.getBoundingClientRect().height) + scrollbar()}px`);
  new ResizeObserver(() => frame.isConnected && frame.fit()).observe(doc.body);
  doc.addEventListener('load', frame.fit, true);
}

// Answers what to wait for between two pieces of work: the page goes on when 50 ms are used up.
function breather(frame) {
  let until = performance.now() + 50;
  return async () => {
    if (performance.now() < until) return;
    await new Promise((next) => setTimeout(next));
    if (!frame.isConnected) throw replaced();
    until = performance.now() + 50;
  };
}

// Moves the nodes piece by piece, what contains many of them too.
async function pour(nodes, to, pause) {
  for (const node of nodes) {
    const inside = node.querySelectorAll?.('*').length > 500 ? [...node.childNodes] : [];
    for (const child of inside) child.remove();
    to.append(node);
    await pour(inside, node, pause);
    await pause();
  }
}

// Some engines run no listener in a frame without scripts. Answers whether this one does.
function listen(doc, asked, { onFollow, onPoint, onKey }) {
  const linkOf = ({ target }) => target.closest?.('a[href]');
  const follow = (event) => {
    const about = asked.get(linkOf(event));
    if (!about || event.button === 2) return;
    event.preventDefault();
    onFollow(...about);
  };
  let pointed = '';
  const point = (address) => address !== pointed && onPoint(pointed = address);
  const on = (kinds, heard) => kinds.split(' ').forEach((kind) => doc.addEventListener(kind, heard));
  on('click auxclick', follow);
  on('pointerover focusin', (event) => point(linkOf(event)?.href ?? ''));
  on('pointerout focusout', () => point(''));
  on('keydown', (event) => {
    const isTaken = event.key === 'Tab' || (/^(Enter| )$/.test(event.key) && event.target.closest?.('a[href], summary'));
    if (!isTaken) onKey(event);
  });
  let isHeard = false;
  on('heard', () => (isHeard = true));
  doc.dispatchEvent(new Event('heard'));
  return isHeard;
}

// Answers what is parsed of the text, and whether that is not all of it.
function prepare(html, all) {
  let end = html.length;
  if (!all) {
    end = limits.characters;
    // Pictures within the text are long, and do not count.
    for (const { index, 0: picture } of html.matchAll(/data:image\/[^"'\s>]{500,}/g)) {
      if (index > end || end + picture.length > limits.pictures) break;
      end += picture.length;
    }
    end = [...html.slice(0, end).matchAll(/<[/a-z]/gi)][limits.tags]?.index ?? end;
    const start = html.lastIndexOf('<', end - 1);
    if (end < html.length && start > html.lastIndexOf('>', end - 1) && /[a-z/!]/i.test(html[start + 1])) end = start;
  }
  // Parsers leave <body> out, with the colours that it sets; and take <name@host> for an element.
  const kept = html.slice(0, end).replace(/<body(?=[\s/>])/i, '<div').replace(/<(?=[^\s<>@"'=]+@[^\s<>@"'=]+>)/g, '&lt;');
  return [bounded(kept), end < html.length];
}

// Formatting that is left open is opened again in each paragraph by every parser, at a cost that grows with the square of
// how many differ: a small text keeps a browser busy for minutes. So only as many as cost little stay what they are.
function bounded(html) {
  const room = Math.max(4, Math.floor(Math.sqrt(5e6 / html.split('<').length) / 3));
  const exact = /^<\w+(?:\s+[\w-]+(?:=(?:"[^"]*"|'[^']*'|[\w#%.+-]+))?)*\s*\/?>$/;
  const seen = new Set();
  return html.replace(/<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])[^>]*>?/gi, (tag) => {
    const isExact = tag.length < 1000 && exact.test(tag);
    if (!(isExact && seen.has(tag)) && seen.size >= room) return tag.replace(/^<\w+/, '<span');
    // A parser may see another end of a tag that is not exact, so each of them counts.
    seen.add(isExact ? tag : seen.size);
    return tag;
  });
}

// Answers a fragment that no document shows yet and that nothing is fetched for.
async function parse(html, frame) {
  if ('setHTML' in Element.prototype) {
    // An element that nobody knows must not take its contents away.
    const names = new Set([...html.matchAll(/<([a-z][^\s/>]*)/gi)].map(([, name]) => name.toLowerCase()));
    const unknown = [...names].filter((name) => !elements.has(name) && !dropped.has(name) && !/^(html|head|body)$/.test(name)).slice(0, 200);
    const sanitizer = new Sanitizer({ elements: [...elements], replaceWithChildrenElements: unknown, attributes: [...attributes, ...read], comments: false, dataAttributes: false });
    const template = frame.contentDocument.createElement('template');
    template.setHTML(html, { sanitizer });
    return template.content;
  }
  const { default: purify } = await import('dompurify');
  if (!frame.isConnected) throw replaced();
  const allowed = { ALLOWED_TAGS: [...elements], ALLOWED_ATTR: [...attributes, ...read], ALLOW_ARIA_ATTR: false, ALLOW_DATA_ATTR: false };
  // After this element no frameset can take the place of the body.
  const root = purify(frame.contentWindow).sanitize(`<wbr>${html}`, { ...allowed, FORBID_CONTENTS: [...dropped], RETURN_DOM_FRAGMENT: true });
  root.firstChild.remove();
  return root;
}

// Changes the parsed nodes, before they are shown.
async function tidy(root, mail, most, pause) {
  const depths = new Map([[root, 0]]);
  const found = [...root.querySelectorAll('*')];
  if (found.length > most) {
    mail.isCut = true;
    const rest = root.ownerDocument.createRange();
    rest.selectNodeContents(root);
    rest.setStartBefore(found.splice(most)[0]);
    rest.deleteContents();
  }
  for (const element of found) {
    await pause();
    const above = depths.get(element.parentNode);
    if (above === undefined) continue;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || dropped.has(element.localName)) element.remove();
    else if (!elements.has(element.localName) || above >= limits.depth) element.replaceWith(...element.childNodes);
    else if (depths.set(element, above + 1)) tidyElement(element, mail);
  }
}

function tidyElement(element, mail) {
  const mark = element.matches(wholeQuotes) ? 'whole' : element.matches(quoteStarts) ? 'start' : element.localName === 'blockquote' ? 'maybe' : '';
  if (mark) mail.marks.set(element, mark);
  const { style, localName } = element;
  // Word says in its style sheet that its paragraphs have no margins.
  if (/\bMso/.test(element.className)) for (const side of ['marginTop', 'marginBottom']) style[side] ||= '0';
  if (element.hasAttribute('style')) tidyStyle(element, mail);
  for (const { name, value } of [...element.attributes]) {
    if (/^(bgcolor|color|text)$/.test(name)) mail.isAuthored = true;
    if (name === 'background') paint(style, value, mail);
    if (name === 'text') style.color ||= value;
    if (name === 'bgcolor' && localName === 'div') style.backgroundColor ||= value;
    const isStrange = (name === 'src' && localName !== 'img') || (name === 'href' && localName !== 'a') || (name === 'role' && !/^(presentation|none)$/.test(value));
    if (!attributes.has(name) || isStrange) element.removeAttribute(name);
  }
  const isHidden = element.hidden || style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0';
  if (isHidden || mail.hidden.has(element.parentNode)) mail.hidden.add(element);
  if (localName === 'a') mail.links.push(element);
  if (localName === 'img') tidyImage(element, mail);
}

// The browser has read the declarations, so that no spelling hides anything.
function tidyStyle(element, mail) {
  const { style } = element;
  const painted = style.getPropertyValue('background-image');
  for (const name of [...style]) {
    const value = style.getPropertyValue(name);
    if (!isHarmless(name, value)) style.removeProperty(name);
    else if (/^(color|background-color|background-image)$/.test(name) && !themed.test(value)) mail.isAuthored = true;
  }
  for (const [, picture] of painted.matchAll(/url\("?([^"]*?)"?\)/g)) paint(style, picture, mail);
}

function isHarmless(name, value) {
  if (name === 'background-image' ? !value.includes('gradient(') : !properties.has(name) && !families.test(name)) return false;
  // Text must not lie over other text, and nothing may grow with the frame, which grows with it.
  if (/(^|[\s(,])-[.\d]/.test(value) && !/^(background-position|letter-spacing)/.test(name)) return false;
  if (/\d([sld]?v(h|b|min|max)|cq[a-z]+)\b|(?<![.\d])\d{5}|\de\+|[\\{}<]/i.test(value)) return false;
  return [...value.matchAll(/([\w-]*)\(/g)].every(([, called]) => functions.test(called));
}

// A background from elsewhere counts, and is shown if images are.
function paint(style, address, mail) {
  mail.isAuthored = true;
  const url = addressOf(address);
  if (!isRemote(url) || count(url, mail, beacons.test(url.pathname)) || !mail.remote) return;
  style.backgroundImage = `url("${url.href.replaceAll('\\', '%5C')}")`;
}

// Answers undefined for what has no meaning outside of the sender's own pages.
function addressOf(text) {
  const address = (text ?? '').trim().replace(/^\/\//, 'https://');
  return URL.canParse(address) ? new URL(address) : undefined;
}

const beacons = /\/(wf\/open|track(ing)?\/open|o(pen)?(\.(php|aspx|gif|png))?$|open\/|e\/o\/|e[23]t\/o\/|via\/o|pixel|beacon|mailtrack\/|trace\/mail|trk\b|imp\.gif|spacer\.gif|blank\.gif|clear\.gif|1x1|q\/open|ss\/o\/|CL0\/|I0\/)/i;
const isRemote = (url) => /^https?:$/.test(url?.protocol);
// Answers whether it is a tracker.
function count(url, mail, isTracker) {
  mail.images += 1;
  mail.trackers += isTracker ? 1 : 0;
  mail.hosts.add(url.hostname);
  return isTracker;
}

function tidyImage(image, mail) {
  const source = image.getAttribute('src');
  if (/^\s*data:image\/(png|jpe?g|gif|webp)[;,]/i.test(source)) return;
  const url = addressOf(source);
  if (isRemote(url)) {
    const sizes = ['width', 'height', 'max-width', 'max-height'].flatMap((name) => [image.getAttribute(name), image.style.getPropertyValue(name)]);
    const isTiny = sizes.some((size) => /^\s*[0-3](\.\d*)?\s*(px|pt)?\s*$/.test(size ?? ''));
    if (count(url, mail, isTiny || mail.hidden.has(image) || beacons.test(url.pathname))) return image.remove();
    if (mail.remote) return image.setAttribute('src', url.href);
  }
  const alt = image.getAttribute('alt')?.trim();
  const text = alt || (url?.protocol === 'cid:' || (alt === undefined && image.closest('a')) ? 'image' : '');
  if (!text || mail.hidden.has(image)) return image.remove();
  const instead = Object.assign(image.ownerDocument.createElement('span'), { textContent: text });
  instead.dataset.alt = '';
  image.replaceWith(instead);
}

const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=^|[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{P}\p{N}\s])[\u200c\u200d]+/gu;
function tidyLink(link, mail, isHeard) {
  for (const inner of link.querySelectorAll('*')) {
    if ((mail.hidden.has(inner) && !mail.hidden.has(link)) || (/^0(?!\.?[1-9])/.test(inner.style.fontSize) && !inner.firstElementChild)) inner.remove();
    inner.removeAttribute('title');
  }
  const texts = link.ownerDocument.createTreeWalker(link, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(invisible, '');
  const url = addressOf(link.getAttribute('href'));
  if (!url || !/^(https?|mailto|tel):$/.test(url.protocol)) return link.replaceWith(...link.childNodes);
  const { href } = url;
  const host = url.protocol === 'mailto:' ? url.pathname.split('@').at(-1).split(',')[0].toLowerCase() : url.hostname;
  const named = url.username || url.password ? url.username || '@' : host && hostsIn(link.textContent).find((it) => !isSame(it, host));
  for (const [name, value] of Object.entries({ href, title: href, target: '_blank', rel: 'noopener noreferrer' })) link.setAttribute(name, value);
  if (named && isHeard) mail.asked.set(link, [href, host, named]);
  else if (named) link.replaceWith(...link.childNodes, ` [${href}]`);
}

// Names of files that look like hosts.
const files = /\.(pdf|docx?|xlsx?|pptx?|csv|txt|rtf|zip|gz|png|jpe?g|gif|webp|html?|xml|json|md|js|ts|py|rs|sh|ics|eml|log|exe)$/i;
const stated = /(?:\bhttps?:\/\/|\bwww\.|@)([^\s/\\?#:"'<>()[\],;@]+\.[^\s/\\?#:"'<>()[\],;@]+)/giu;
const usual = /(?<![\p{L}\p{N}@.-])((?:[\p{L}\p{N}-]+\.)+(?:com|net|org|gov|edu|mil|info|biz|shop|site|online|store|cloud|app|dev|xyz|top|bank|[a-z]{2}|xn--[a-z\d-]+))(?![\p{L}\p{N}-])/giu;
const lone = /^\P{L}*((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})\.?(?:[/:?#]\S*)?\P{L}*$/giu;

// The hosts that a text names, as addresses write them.
function hostsIn(text) {
  const plain = text.slice(0, 2000).normalize('NFKC').replaceAll('。', '.');
  const named = (pattern) => [...plain.matchAll(pattern)].map(([, name]) => name.replace(/[.!…]+$/, ''));
  return [...named(stated), ...[...named(usual), ...named(lone)].filter((name) => !files.test(name))]
    .map((name) => addressOf(`http://${name}`)?.hostname).filter(Boolean);
}

// Hosts under these belong to whoever asked for one.
const shared = /\.(github\.io|gitlab\.io|pages\.dev|workers\.dev|web\.app|firebaseapp\.com|appspot\.com|netlify\.app|vercel\.app|herokuapp\.com|azurewebsites\.net|windows\.net|cloudfront\.net|amazonaws\.com|blogspot\.com|wordpress\.com|wixsite\.com|weebly\.com|myshopify\.com|r2\.dev|ngrok\.io|ngrok-free\.app|trycloudflare\.com|translate\.goog|(com?|net|org|gov|govt|ac|edu|ne|or|go|gob|gouv|mil|nom|ltd|plc|me)\.[a-z]{2})$/;

function isSame(one, other) {
  const isNumber = (host) => /^[\d.]+$|^\[/.test(host);
  const owned = (host) => host.split('.').slice(isNumber(host) ? 0 : shared.test(`.${host}`) ? -3 : -2).join('.');
  return owned(one.replace(/\.$/, '')) === owned(other.replace(/\.$/, ''));
}

const wholeQuotes = '.gmail_quote, .yahoo_quoted, .protonmail_quote, .tutanota_quote, .zmail_extra, blockquote[type=cite]';
const quoteStarts = '#divRplyFwdMsg, #appendonsend, .OutlookMessageHeader, .ms-outlook-mobile-reference-message';
const introduces = /(\bwrote|\bwrites|schrieb|écrit|escribió|ha scritto|escreveu|schreef|skrev|napisał\(?a?\)?|kirjoitti|написал\(?а?\)?|пише|כתב\/?ה?|كتب|のメール|写道|寫道)[^\n]{0,80}[:：]\s*$|^\s*On [^\n]{10,200}:\s*$/i;
const separates = /^\s*-{2,}\s*(original message|ursprüngliche nachricht|message d.origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht|původní zpráva|исходное сообщение)\s*-{2,}/i;
const headed = /^\s*(from|von|de|da|van|od|från|fra|lähettäjä|от|发件人|寄件者|差出人|보낸 사람)\s*[:：]/i;
const forwarded = /(forwarded|fwd) message|weitergeleitete nachricht|message transféré|mensaje reenviado|messaggio inoltrato|mensagem encaminhada|doorgestuurd bericht/i;

// Folds the quoted earlier mail, unless the mail is nothing else, or answers it piece by piece.
function fold(root, mail, isOpen) {
  const doc = root.ownerDocument;
  markHeaders(root, mail.marks);
  const quotes = [];
  for (const [element, mark] of [...mail.marks].sort(([a], [b]) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)).slice(0, 200)) {
    const last = quotes.at(-1);
    if (!root.contains(element) || last?.isRest || last?.element.contains(element)) continue;
    const intro = introOf(element, root);
    if ((mark === 'maybe' && !intro) || forwarded.test(`${intro?.textContent ?? ''} ${element.textContent.slice(0, 200)}`)) continue;
    const before = previousOf(element);
    // The rule above a header belongs to the quote.
    quotes.push({ element, start: intro ?? (before?.localName === 'hr' ? before : element), isRest: mark === 'start' });
  }
  if (!quotes.length) return false;
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
  if (!last.isRest && answered.includes(true)) return false;
  const { start } = quotes[answered.lastIndexOf(true) + 1];
  if (!isFull(between(undefined, start)) && (last.isRest || !isFull(between(last.element)))) return false;
  const quoted = between();
  quoted.setStartBefore(start);
  if (!last.isRest) quoted.setEndAfter(last.element);
  const details = Object.assign(doc.createElement('details'), { open: isOpen });
  details.append(Object.assign(doc.createElement('summary'), { textContent: 'Show quoted text' }), quoted.extractContents());
  quoted.insertNode(details);
  return true;
}

// Outlook writes a header where the earlier mail begins, and puts no element around it.
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

// What stands before a quote and says whose it is: "On … wrote:".
function introOf(element, root) {
  for (let at = element, up = 0; at !== root && up < 3; at = at.parentNode, up += 1) {
    const before = previousOf(at);
    if (before) return before.textContent.length < 400 && introduces.test(before.textContent) ? before : undefined;
  }
}
