// Shows a customer's HTML mail. Two layers keep it harmless, and neither relies on the other: what is not known to be
// harmless is taken out here, and mail.html runs no script and fetches nothing, whatever it is given.
// Nodes of the parsed mail are changed, never text that is parsed again.
import { mailFrameMissing, mailTitle } from '../../src/text/script.json';
import { say } from '../phrases.js';
import { tidyLink } from './links.js';
import { tidy } from './nodes.js';
import { limits, parse, prepare, replaced } from './parse.js';
import { fold } from './quotes.js';

/**
 * Shows a mail in a frame of its own inside `place`, an empty element of the app's page; what was there is replaced.
 * Resolves when it is drawn. Fails with an AbortError when another mail took the place meanwhile.
 */
export async function show(place, html, { remote, all, onFollow, onPoint, onKey = repeat }) {
  const frame = await open(place, remote);
  const doc = frame.contentDocument;
  const pause = breather(frame);
  const [text, isShort] = prepare(html.toWellFormed?.() ?? html, all);
  const root = await parse(text, frame);
  const mail = { remote, images: 0, trackers: 0, hosts: new Set(), isAuthored: false, marks: new Map(), hidden: new WeakSet(), links: [], asked: new WeakMap(), isCut: isShort };
  await tidy(root, mail, all ? Infinity : limits.elements, pause);
  const isHeard = listen(doc, mail.asked, { onFollow, onPoint, onKey });
  for (const link of mail.links) tidyLink(link, mail, isHeard);
  fold(root, mail);
  doc.documentElement.toggleAttribute('data-paper', mail.isAuthored);
  dress(frame);
  if (root.childElementCount === 1) doc.body.style.backgroundColor = root.firstElementChild.style.backgroundColor;
  fit(frame);
  await pour([...root.childNodes], doc.body, pause);
  frame.fit();
  return { images: mail.images, hosts: [...mail.hosts].sort(), trackers: mail.trackers, isCut: mail.isCut };
}

// A key that means nothing in the frame means what it does in the app.
const repeat = (event) => event.view.frameElement.dispatchEvent(new KeyboardEvent(event.type, event)) || event.preventDefault();
const waiting = new WeakMap();
async function open(place, remote) {
  waiting.get(place)?.(replaced());
  const frame = document.createElement('iframe');
  // Without scripts; with the app's origin, so that the app can build the mail, measure it and hear its links.
  frame.setAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox');
  const { href } = new URL(remote ? 'mail-remote.html' : 'mail.html', document.baseURI);
  Object.assign(frame, { title: say({ mailTitle }), referrerPolicy: 'no-referrer', src: href });
  Object.assign(frame.style, { display: 'block', width: '100%', height: '0', border: '0' });
  await new Promise((loaded, failed) => {
    waiting.set(place, failed);
    frame.addEventListener('load', loaded, { once: true });
    place.replaceChildren(frame);
  });
  // A host that answers with something else, such as its page for missing files, has no policy for mails there.
  if (frame.contentDocument?.querySelector('meta[name=mail]')?.content !== (remote ? 'images-allowed' : 'images-blocked'))
    throw new Error(say({ mailFrameMissing }));
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
