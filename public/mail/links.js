// The links of a mail: their addresses, and whether their text names another host.

// Returns the URL of an absolute address; undefined for one that only makes sense on the sender's own pages.
export function addressOf(text) {
  const address = (text ?? '').trim().replace(/^\/\//, 'https://');
  return URL.canParse(address) ? new URL(address) : undefined;
}

const invisible = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<=^|[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}\p{P}\p{N}\s])[\u200c\u200d]+/gu;

// Cleans up a link. If its text names another host than its address, clicking it asks first; without listeners in the
// frame, its address is written out instead.
export function cleanLink(link, mail, hasListeners) {
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
  if (named && hasListeners) mail.suspicious.set(link, [href, host, named]);
  else if (named) link.replaceWith(...link.childNodes, ` [${href}]`);
}

// File names that look like hosts.
const files = /\.(pdf|docx?|xlsx?|pptx?|csv|txt|rtf|zip|gz|png|jpe?g|gif|webp|html?|xml|json|md|js|ts|py|rs|sh|ics|eml|log|exe)$/i;
// Hosts in an address, with a usual top-level domain, or alone in the text.
const stated = /(?:\bhttps?:\/\/|\bwww\.|@)([^\s/\\?#:"'<>()[\],;@]+\.[^\s/\\?#:"'<>()[\],;@]+)/giu;
const usual = /(?<![\p{L}\p{N}@.-])((?:[\p{L}\p{N}-]+\.)+(?:com|net|org|gov|edu|mil|info|biz|shop|site|online|store|cloud|app|dev|xyz|top|bank|[a-z]{2}|xn--[a-z\d-]+))(?![\p{L}\p{N}-])/giu;
const lone = /^\P{L}*((?:[\p{L}\p{N}-]+\.)+\p{L}{2,})\.?(?:[/:?#]\S*)?\P{L}*$/giu;

// Returns the hosts that a text names, normalised as in a URL.
function hostsIn(text) {
  const plain = text.slice(0, 2000).normalize('NFKC').replaceAll('。', '.');
  const named = (pattern) => [...plain.matchAll(pattern)].map(([, name]) => name.replace(/[.!…]+$/, ''));
  return [...named(stated), ...[...named(usual), ...named(lone)].filter((name) => !files.test(name))]
    .map((name) => addressOf(`http://${name}`)?.hostname).filter(Boolean);
}

// Anybody can register a name under these domains, so names under them have different owners.
const shared = /\.(github\.io|gitlab\.io|pages\.dev|workers\.dev|web\.app|firebaseapp\.com|appspot\.com|netlify\.app|vercel\.app|herokuapp\.com|azurewebsites\.net|windows\.net|cloudfront\.net|amazonaws\.com|blogspot\.com|wordpress\.com|wixsite\.com|weebly\.com|myshopify\.com|r2\.dev|ngrok\.io|ngrok-free\.app|trycloudflare\.com|translate\.goog|(com?|net|org|gov|govt|ac|edu|ne|or|go|gob|gouv|mil|nom|ltd|plc|me)\.[a-z]{2})$/;

function isSame(one, other) {
  const isNumber = (host) => /^[\d.]+$|^\[/.test(host);
  const owned = (host) => host.split('.').slice(isNumber(host) ? 0 : shared.test(`.${host}`) ? -3 : -2).join('.');
  return owned(one.replace(/\.$/, '')) === owned(other.replace(/\.$/, ''));
}
