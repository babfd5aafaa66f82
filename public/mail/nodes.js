// The nodes of a parsed mail, tidied before they are shown: elements, styles and images.
import { addressOf } from './links.js';
import { attributes, dropped, elements, limits, words } from './parse.js';
import { quoteStarts, wholeQuotes } from './quotes.js';

const properties = words(`color direction display float clear opacity visibility width height min-width min-height max-width max-height box-sizing
  overflow-x overflow-y table-layout border-collapse border-spacing caption-side empty-cells vertical-align line-height letter-spacing word-spacing
  word-break overflow-wrap line-break hyphens tab-size text-align text-align-last text-indent text-transform text-overflow text-wrap-mode
  text-wrap-style text-wrap white-space white-space-collapse list-style-type list-style-position order row-gap column-gap columns column-count
  column-width flex-grow flex-shrink flex-basis flex-direction flex-wrap align-items align-content align-self justify-content justify-items
  justify-self break-before break-after break-inside`);
const families = /^(font|margin|padding|border-(top|right|bottom|left|block|inline)|text-decoration)(-[a-z]+)*$|^border(-[a-z]+)*-radius$|^background-(color|repeat|size|clip|origin|position)(-[xy])?$/;
const functions = /^(rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|calc|min|max|clamp|linear-gradient|radial-gradient)$/;
const themed = /^(inherit|initial|unset|revert|transparent|currentcolor|windowtext|window|canvas|canvastext|auto|none|rgba\(0, 0, 0, 0\))?$/i;

// Changes the parsed nodes, before they are shown.
export async function tidy(root, mail, most, pause) {
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
