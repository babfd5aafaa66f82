// The allow-list for mails, and the parser that applies it. The text is changed only before it is parsed.

/** Returns the names in a list as a set. */
export const names = (text) => new Set(text.trim().split(/\s+/));
/** The allowed elements. */
export const elements = names(`a abbr address article aside b bdi big blockquote br caption center cite code col colgroup dd del dfn dir div dl dt em
  figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav nobr ol p pre q rp rt ruby s samp section small span strike
  strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr`);
// These elements are removed with their content; the content of any other unknown element stays.
export const dropped = names(`script style title svg math iframe frame frameset noframes noembed object embed applet param audio video source track canvas
  template noscript xmp plaintext textarea select option optgroup input datalist output meter progress keygen map area base link meta bgsound portal
  dialog fencedframe selectedcontent`);
export const attributes = names(`abbr align alt bgcolor border bordercolor cellpadding cellspacing clear color colspan datetime dir face headers height
  hidden href hspace lang noshade nowrap reversed role rowspan rules scope size span src start style title type valign value vspace width`);
// These attributes are used to find quotes and backgrounds, and removed before the mail is shown.
const temporaryAttributes = names('class id background text');
/** How much of a mail is shown at first. */
export const limits = { characters: 300_000, pictures: 8_000_000, tags: 15_000, elements: 5_000, depth: 200 };

/** Returns the error that cancels a mail when another one is shown in its place. */
export const replaced = () => new DOMException('Another mail took its place.', 'AbortError');

// Returns the part of the text to parse, and whether it was cut.
export function prepare(html, all) {
  let end = html.length;
  if (!all) {
    end = limits.characters;
    // Embedded pictures are long, so they do not count towards the limit.
    for (const { index, 0: picture } of html.matchAll(/data:image\/[^"'\s>]{500,}/g)) {
      if (index > end || end + picture.length > limits.pictures) break;
      end += picture.length;
    }
    end = [...html.slice(0, end).matchAll(/<[/a-z]/gi)][limits.tags]?.index ?? end;
    const start = html.lastIndexOf('<', end - 1);
    if (end < html.length && start > html.lastIndexOf('>', end - 1) && /[a-z/!]/i.test(html[start + 1])) end = start;
  }
  // Parsers drop <body> and the colours it sets, and mistake <name@host> for an element.
  const kept = html.slice(0, end).replace(/<body(?=[\s/>])/i, '<div').replace(/<(?=[^\s<>@"'=]+@[^\s<>@"'=]+>)/g, '&lt;');
  return [limitFormatting(kept), end < html.length];
}

// Parsers reopen unclosed formatting elements in each paragraph, at a cost that grows with the square of the number of
// different ones: a small text can keep a browser busy for minutes. All beyond a safe number become <span>.
function limitFormatting(html) {
  const limit = Math.max(4, Math.floor(Math.sqrt(5e6 / html.split('<').length) / 3));
  const exact = /^<\w+(?:\s+[\w-]+(?:=(?:"[^"]*"|'[^']*'|[\w#%.+-]+))?)*\s*\/?>$/;
  const seen = new Set();
  return html.replace(/<(?:b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])[^>]*>?/gi, (tag) => {
    const isExact = tag.length < 1000 && exact.test(tag);
    if (!(isExact && seen.has(tag)) && seen.size >= limit) return tag.replace(/^<\w+/, '<span');
    // A parser may see another end of a malformed tag, so each of those counts as different.
    seen.add(isExact ? tag : seen.size);
    return tag;
  });
}

// Parses sanitised HTML into a fragment that is in no document, so that nothing is loaded for it.
export async function parse(html, frame) {
  if ('setHTML' in Element.prototype) {
    // Unknown elements must keep their content, so they have to be named.
    const tags = new Set([...html.matchAll(/<([a-z][^\s/>]*)/gi)].map(([, name]) => name.toLowerCase()));
    const unknown = [...tags].filter((name) => !elements.has(name) && !dropped.has(name) && !/^(html|head|body)$/.test(name)).slice(0, 200);
    const sanitizer = new Sanitizer({ elements: [...elements], replaceWithChildrenElements: unknown, attributes: [...attributes, ...temporaryAttributes], comments: false, dataAttributes: false });
    const template = frame.contentDocument.createElement('template');
    template.setHTML(html, { sanitizer });
    return template.content;
  }
  const { default: purify } = await import('dompurify');
  if (!frame.isConnected) throw replaced();
  const allowed = { ALLOWED_TAGS: [...elements], ALLOWED_ATTR: [...attributes, ...temporaryAttributes], ALLOW_ARIA_ATTR: false, ALLOW_DATA_ATTR: false };
  // Once the body has an element, a frameset can no longer replace it.
  const root = purify(frame.contentWindow).sanitize(`<wbr>${html}`, { ...allowed, FORBID_CONTENTS: [...dropped], RETURN_DOM_FRAGMENT: true });
  root.firstChild.remove();
  return root;
}
