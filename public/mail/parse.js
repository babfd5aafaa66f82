// What may be in a mail, and the parser that leaves the rest out. What is done to the text is done before it is parsed.

/** The words of a list. */
export const words = (text) => new Set(text.trim().split(/\s+/));
/** What may be in a mail. */
export const elements = words(`a abbr address article aside b bdi big blockquote br caption center cite code col colgroup dd del dfn dir div dl dt em
  figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav nobr ol p pre q rp rt ruby s samp section small span strike
  strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr`);
// These go with all that is in them; of any other unknown element the contents stay.
export const dropped = words(`script style title svg math iframe frame frameset noframes noembed object embed applet param audio video source track canvas
  template noscript xmp plaintext textarea select option optgroup input datalist output meter progress keygen map area base link meta bgsound portal
  dialog fencedframe selectedcontent`);
export const attributes = words(`abbr align alt bgcolor border bordercolor cellpadding cellspacing clear color colspan datetime dir face headers height
  hidden href hspace lang noshade nowrap reversed role rowspan rules scope size span src start style title type valign value vspace width`);
// These are read, mail programs mark what they quote with some of them, and are gone before the mail is shown.
const read = words('class id background text');
/** How much of a mail is shown at first. */
export const limits = { characters: 300_000, pictures: 8_000_000, tags: 15_000, elements: 5_000, depth: 200 };

/** What ends the work on a mail whose place another one took. */
export const replaced = () => new DOMException('Another mail took its place.', 'AbortError');

// Answers what is parsed of the text, and whether that is not all of it.
export function prepare(html, all) {
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
export async function parse(html, frame) {
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
