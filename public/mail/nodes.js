// Cleans up the nodes of a parsed mail before they are shown: elements, styles and images.
import { addressOf } from './links.js';
import { attributes, dropped, elements, limits, names } from './parse.js';
import { quoteStarts, wholeQuotes } from './quotes.js';

const properties = names(`color direction display float clear opacity visibility width height min-width min-height max-width max-height box-sizing
  overflow-x overflow-y table-layout border-collapse border-spacing caption-side empty-cells vertical-align line-height letter-spacing word-spacing
  word-break overflow-wrap line-break hyphens tab-size text-align text-align-last text-indent text-transform text-overflow text-wrap-mode
  text-wrap-style text-wrap white-space white-space-collapse list-style-type list-style-position order row-gap column-gap columns column-count
  column-width flex-grow flex-shrink flex-basis flex-direction flex-wrap align-items align-content align-self justify-content justify-items
  justify-self break-before break-after break-inside`);
const families = /^(font|margin|padding|border-(top|right|bottom|left|block|inline)|text-decoration)(-[a-z]+)*$|^border(-[a-z]+)*-radius$|^background-(color|repeat|size|clip|origin|position)(-[xy])?$/;
const functions = /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|calc|min|max|clamp|linear-gradient|radial-gradient)$/;
const themed = /^(inherit|initial|unset|revert|transparent|currentcolor|windowtext|window|canvas|canvastext|auto|none|rgba\(0, 0, 0, 0\))?$/i;

// Cleans up all nodes below `root`, at most `limit` elements.
export async function cleanNodes(root, mail, limit, pause) {
  const depths = new Map([[root, 0]]);
  const found = [...root.querySelectorAll('*')];
  if (found.length > limit) {
    mail.isCut = true;
    const rest = root.ownerDocument.createRange();
    rest.selectNodeContents(root);
    rest.setStartBefore(found.splice(limit)[0]);
    rest.deleteContents();
  }
  for (const element of found) {
    await pause();
    const depth = depths.get(element.parentNode);
    if (depth === undefined) continue;
    if (element.namespaceURI !== 'http://www.w3.org/1999/xhtml' || dropped.has(element.localName)) element.remove();
    else if (!elements.has(element.localName) || depth >= limits.depth) element.replaceWith(...element.childNodes);
    else if (depths.set(element, depth + 1)) cleanElement(element, mail);
  }
}

function cleanElement(element, mail) {
  const mark = element.matches(wholeQuotes) ? 'whole' : element.matches(quoteStarts) ? 'start' : element.localName === 'blockquote' ? 'maybe' : '';
  if (mark) mail.marks.set(element, mark);
  const { style, localName } = element;
  // Word removes the margins of its paragraphs in a style sheet, which is not kept.
  if (/\bMso/.test(element.className)) for (const side of ['marginTop', 'marginBottom']) style[side] ||= '0';
  if (element.hasAttribute('style')) cleanStyle(element, mail);
  for (const { name, value } of [...element.attributes]) {
    if (/^(bgcolor|color|text)$/.test(name)) mail.isAuthored = true;
    if (name === 'background') setBackground(style, value, mail);
    if (name === 'text') style.color ||= value;
    if (name === 'bgcolor' && localName === 'div') style.backgroundColor ||= value;
    const isMisplaced = (name === 'src' && localName !== 'img') || (name === 'href' && localName !== 'a') || (name === 'role' && !/^(presentation|none)$/.test(value));
    if (!attributes.has(name) || isMisplaced) element.removeAttribute(name);
  }
  const isHidden = element.hidden || style.display === 'none' || style.visibility === 'hidden' || style.opacity === '0';
  if (isHidden || mail.hidden.has(element.parentNode)) mail.hidden.add(element);
  if (localName === 'a') mail.links.push(element);
  if (localName === 'img') cleanImage(element, mail);
}

// Removes declarations that are not allowed. The browser has already parsed them, so no unusual spelling gets through.
function cleanStyle(element, mail) {
  const { style } = element;
  const background = style.getPropertyValue('background-image');
  for (const name of [...style]) {
    const value = style.getPropertyValue(name);
    if (!isHarmless(name, value)) style.removeProperty(name);
    else if (/^(color|background-color|background-image)$/.test(name) && !themed.test(value)) mail.isAuthored = true;
  }
  for (const [, picture] of background.matchAll(/url\("?([^"]*?)"?\)/g)) setBackground(style, picture, mail);
}

function isHarmless(name, value) {
  if (name === 'background-image' ? !value.includes('gradient(') : !properties.has(name) && !families.test(name)) return false;
  // Negative lengths could put text over other text. Viewport units and huge lengths are refused because the frame's
  // height follows its content.
  if (/(^|[\s(,])-[.\d]/.test(value) && !/^(background-position|letter-spacing)/.test(name)) return false;
  if (/\d([sld]?v(h|b|min|max)|cq[a-z]+)\b|(?<![.\d])\d{5}|\de\+|[\\{}<]/i.test(value)) return false;
  return [...value.matchAll(/([\w-]*)\(/g)].every(([, called]) => functions.test(called));
}

// Counts a remote background image, and shows it if remote images are allowed.
function setBackground(style, address, mail) {
  mail.isAuthored = true;
  const url = addressOf(address);
  if (!isRemote(url) || countImage(url, mail, trackers.test(url.pathname)) || !mail.remote) return;
  style.backgroundImage = `url("${url.href.replaceAll('\\', '%5C')}")`;
}

// The paths of common tracking pixels.
const trackers = /\/(wf\/open|track(ing)?\/open|o(pen)?(\.(php|aspx|gif|png))?$|open\/|e\/o\/|e[23]t\/o\/|via\/o|pixel|beacon|mailtrack\/|trace\/mail|trk\b|imp\.gif|spacer\.gif|blank\.gif|clear\.gif|1x1|q\/open|ss\/o\/|CL0\/|I0\/)/i;
const isRemote = (url) => /^https?:$/.test(url?.protocol);
// Counts a remote image, and returns whether it is a tracking pixel.
function countImage(url, mail, isTracker) {
  mail.images += 1;
  mail.trackers += isTracker ? 1 : 0;
  mail.hosts.add(url.hostname);
  return isTracker;
}

// Keeps an embedded image, or a remote one if allowed; replaces any other with its alternative text.
function cleanImage(image, mail) {
  const source = image.getAttribute('src');
  if (/^\s*data:image\/(png|jpe?g|gif|webp)[;,]/i.test(source)) return;
  const url = addressOf(source);
  if (isRemote(url)) {
    const sizes = ['width', 'height', 'max-width', 'max-height'].flatMap((name) => [image.getAttribute(name), image.style.getPropertyValue(name)]);
    const isTiny = sizes.some((size) => /^\s*[0-3](\.\d*)?\s*(px|pt)?\s*$/.test(size ?? ''));
    if (countImage(url, mail, isTiny || mail.hidden.has(image) || trackers.test(url.pathname))) return image.remove();
    if (mail.remote) return image.setAttribute('src', url.href);
  }
  const alt = image.getAttribute('alt')?.trim();
  const text = alt || (url?.protocol === 'cid:' || (alt === undefined && image.closest('a')) ? 'image' : '');
  if (!text || mail.hidden.has(image)) return image.remove();
  const replacement = Object.assign(image.ownerDocument.createElement('span'), { textContent: text });
  replacement.dataset.alt = '';
  image.replaceWith(replacement);
}
