// Shows a customer's HTML mail. Two independent layers keep it harmless: this removes everything that is not on an
// allow-list, and the policy of mail.html blocks scripts and requests, whatever is in it.
// Only nodes of the parsed mail are changed, never text that is parsed again.
import { mailFrameMissing, mailTitle } from '../../src/text/script.json';
import { say } from '../phrases.js';
import { cleanLink } from './links.js';
import { cleanNodes } from './nodes.js';
import { limits, parse, prepare, replaced } from './parse.js';
import { collapseQuotes } from './quotes.js';

/**
 * Shows a mail in a frame of its own inside `place`, an element of the app's page, and replaces its content.
 * Resolves with a report once it is drawn. Rejects with an AbortError if another mail is shown there meanwhile.
 */
export async function show(place, html, { remote, all, onSuspiciousLink, onHover, onKey = forwardKey }) {
  const frame = await open(place, remote);
  const doc = frame.contentDocument;
  const pause = makePause(frame);
  const [text, isCut] = prepare(html.toWellFormed?.() ?? html, all);
  const root = await parse(text, frame);
  const mail = { remote, images: 0, trackers: 0, hosts: new Set(), isAuthored: false, marks: new Map(), hidden: new WeakSet(), links: [], suspicious: new WeakMap(), isCut };
  await cleanNodes(root, mail, all ? Infinity : limits.elements, pause);
  const hasListeners = listen(doc, mail.suspicious, { onSuspiciousLink, onHover, onKey });
  for (const link of mail.links) cleanLink(link, mail, hasListeners);
  collapseQuotes(root, mail);
  // A mail with colours of its own is always shown on white.
  doc.documentElement.toggleAttribute('data-paper', mail.isAuthored);
  applyTheme(frame);
  if (root.childElementCount === 1) doc.body.style.backgroundColor = root.firstElementChild.style.backgroundColor;
  fitHeight(frame);
  await appendInSteps([...root.childNodes], doc.body, pause);
  frame.fit();
  return { images: mail.images, hosts: [...mail.hosts].sort(), trackers: mail.trackers, isCut: mail.isCut };
}

// Dispatches a key event of the frame in the app, so that keyboard shortcuts work there too.
const forwardKey = (event) => event.view.frameElement.dispatchEvent(new KeyboardEvent(event.type, event)) || event.preventDefault();
// By place, a function that cancels the mail that is being loaded there.
const cancels = new WeakMap();
async function open(place, remote) {
  cancels.get(place)?.(replaced());
  const frame = document.createElement('iframe');
  // No scripts, but the app's origin, so that the app can build the mail, measure it and listen to its links.
  frame.setAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox');
  const { href } = new URL(remote ? 'mail-remote.html' : 'mail.html', document.baseURI);
  Object.assign(frame, { title: say({ mailTitle }), referrerPolicy: 'no-referrer', src: href });
  Object.assign(frame.style, { display: 'block', width: '100%', height: '0', border: '0' });
  await new Promise((loaded, failed) => {
    cancels.set(place, failed);
    frame.addEventListener('load', loaded, { once: true });
    place.replaceChildren(frame);
  });
  // If the host sends another page, such as its 404 page, the frame does not have the mail policy.
  if (frame.contentDocument?.querySelector('meta[name=mail]')?.content !== (remote ? 'images-allowed' : 'images-blocked'))
    throw new Error(say({ mailFrameMissing }));
  return frame;
}

// A mail follows the app's theme and its changes, unless it has colours of its own.
const applyTheme = (frame) => (frame.contentDocument.documentElement.style.colorScheme = getComputedStyle(frame).colorScheme);
new MutationObserver(() => document.querySelectorAll('iframe[src*=mail]').forEach(applyTheme)).observe(document.documentElement, { attributeFilter: ['data-theme'] });

// Keeps the frame as tall as its content. No length in a mail depends on the frame's height, so this settles.
function fitHeight(frame) {
  const { contentDocument: doc, contentWindow: view } = frame;
  const scrollbar = () => Math.max(0, view.innerHeight - doc.documentElement.clientHeight);
  frame.fit = () => (frame.style.height = `${Math.ceil(doc.body.getBoundingClientRect().height) + scrollbar()}px`);
  new ResizeObserver(() => frame.isConnected && frame.fit()).observe(doc.body);
  doc.addEventListener('load', frame.fit, true);
}

// Returns a function to await between steps: it yields to the browser whenever 50 ms have passed.
function makePause(frame) {
  let until = performance.now() + 50;
  return async () => {
    if (performance.now() < until) return;
    await new Promise((next) => setTimeout(next));
    if (!frame.isConnected) throw replaced();
    until = performance.now() + 50;
  };
}

// Appends nodes with pauses. A node with many descendants is appended first and filled in steps.
async function appendInSteps(nodes, to, pause) {
  for (const node of nodes) {
    const inside = node.querySelectorAll?.('*').length > 500 ? [...node.childNodes] : [];
    for (const child of inside) child.remove();
    to.append(node);
    await appendInSteps(inside, node, pause);
    await pause();
  }
}

// Adds the listeners. Returns whether they work: some engines run none in a frame without scripts.
function listen(doc, suspicious, { onSuspiciousLink, onHover, onKey }) {
  const linkOf = ({ target }) => target.closest?.('a[href]');
  const activate = (event) => {
    const details = suspicious.get(linkOf(event));
    if (!details || event.button === 2) return;
    event.preventDefault();
    onSuspiciousLink(...details);
  };
  let hovered = '';
  const hover = (address) => address !== hovered && onHover(hovered = address);
  const on = (types, listener) => types.split(' ').forEach((type) => doc.addEventListener(type, listener));
  on('click auxclick', activate);
  on('pointerover focusin', (event) => hover(linkOf(event)?.href ?? ''));
  on('pointerout focusout', () => hover(''));
  on('keydown', (event) => {
    const isTaken = event.key === 'Tab' || (/^(Enter| )$/.test(event.key) && event.target.closest?.('a[href], summary'));
    if (!isTaken) onKey(event);
  });
  let works = false;
  on('probe', () => (works = true));
  doc.dispatchEvent(new Event('probe'));
  return works;
}
