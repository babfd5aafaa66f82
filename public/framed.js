// Runs before the app where another page is around it, or is said to be: nothing of the app starts before that page has
// proved who it is. From then on the two talk through one port alone. docs/embedding.md tells what they can say.
//
// Only what a message itself says is ever read of it, and the app gets it as a text: nothing of another page's making
// is called, followed or kept.

import {
  frameBadRequest, frameNested, frameNestedRemedy, frameNoHandshake, frameNoHandshakeRemedy, frameNoOrigins, frameNoOriginsRemedy,
  frameNotDeclared, frameNotDeclaredRemedy, frameNotEmbedded, frameNotEmbeddedRemedy, frameOpenAlone, frameOrigin, frameOriginRemedy,
  frameRefused, frameRemedy, frameTooLarge, frameTooMany, frameUnknownType,
} from '../src/text/script.json';
import { say } from './phrases.js';

// In milliseconds: how long the page around has to introduce itself, and how often it is asked to.
const PATIENCE = 10_000;
const AGAIN = 500;

// The longest request as JSON, and how many there may be: so many at once, so many more each second.
const LARGEST = 256 * 1024;
const BURST = 60;
const PACE = 10;

const REQUESTS = ['configure', 'credential', 'navigate', 'get-state'];

// In pixels: what menus and dialogs need, even where there is little to show beside one pane alone.
const LEAST = { list: 360, ticket: 640 };

const query = new URLSearchParams(location.search);
const layout = query.get('layout');
const isAlone = Object.hasOwn(LEAST, layout);

/** Answers once the page around the app may show it. Says why, and never answers, as long as it may not. */
export async function admitted() {
  if (window.parent === window) {
    refuse(say({ frameNotEmbedded }), say({ frameNotEmbeddedRemedy }));
    return new Promise(() => {});
  }
  if (query.get('embed') !== '1') {
    refuse(say({ frameNotDeclared }), say({ frameNotDeclaredRemedy }));
    return new Promise(() => {});
  }
  keepFocusAway();
  showPlace();
  const text = await window.deskbellConfig();
  const port = await handshake(allowedOrigins(text));
  talk(port, text);
}

// What cannot be read allows nobody.
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return own({ value }, 'value', 'object') ?? {};
  } catch {
    return {};
  }
}

function allowedOrigins(text) {
  const list = own(own(parsed(text), 'embed', 'object'), 'allowedOrigins', 'object');
  // Every page without an origin of its own calls itself "null".
  return Array.isArray(list) ? list.filter((origin) => typeof origin === 'string' && origin !== 'null') : [];
}

/** Answers the port to the page around, once that has shown that it may have one. */
function handshake(allowed) {
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const outer = [...(location.ancestorOrigins ?? [])];
  const isAllowed = (origin) => allowed.includes(origin);
  // A page further out could lay itself over both. Where the browser does not tell who that is, nobody may be there.
  const isNested = window.parent !== window.top;
  const mayBeNested = outer.length > 0 && outer.every(isAllowed);
  const known = objection(allowed, isAllowed, isNested, mayBeNested, outer[0]);
  if (known) refuse(...known);

  return new Promise((accept) => {
    // This holds no data, so anybody may hear it.
    const introduce = () => window.parent.postMessage({ deskbell: 1, type: 'ready', nonce }, '*');
    const asking = setInterval(introduce, AGAIN);
    const waiting = setTimeout(() => {
      clearInterval(asking);
      if (!known) refuse(say({ frameNoHandshake }), say({ frameNoHandshakeRemedy }));
    }, PATIENCE);
    const hear = (event) => {
      const { data, source, origin, ports } = event;
      if (source !== window.parent || !isAllowed(origin) || (isNested && !mayBeNested) || ports.length !== 1) return;
      if (own(data, 'deskbell') !== 1 || own(data, 'type') !== 'connect' || own(data, 'nonce') !== nonce) return;
      removeEventListener('message', hear);
      clearInterval(asking);
      clearTimeout(waiting);
      accept(ports[0]);
    };
    addEventListener('message', hear);
    introduce();
  });
}

/** What speaks against the page around, as far as that is known before it says anything. */
function objection(allowed, isAllowed, isNested, mayBeNested, nearest) {
  if (!allowed.length) return [say({ frameNoOrigins }), say({ frameNoOriginsRemedy })];
  if (isNested && !mayBeNested) return [say({ frameNested }), say({ frameNestedRemedy })];
  // A frame may keep the browser from telling; then only the page itself can.
  if (isNested || !nearest || nearest === 'null' || isAllowed(nearest)) return undefined;
  return [say({ frameOrigin }, { origin: nearest }), say({ frameOriginRemedy })];
}

/** Lets the app talk with the page around it. */
function talk(port, text) {
  const early = [];
  let app;
  let left = BURST;
  let last = performance.now();

  const tell = (event) => port.postMessage({ deskbell: 1, ...event });
  const answer = (id, outcome) => {
    if (id !== undefined) tell({ id, ...outcome });
    // Nobody waits for an answer without an id.
    else if (!outcome.ok) tell({ type: 'error', ...outcome.error });
  };
  const no = (id, code, message) => answer(id, { ok: false, error: { code, message } });

  function isTooMuch() {
    const now = performance.now();
    left = Math.min(BURST, left + ((now - last) / 1000) * PACE);
    last = now;
    if (left < 1) return true;
    left -= 1;
    return false;
  }

  port.onmessage = ({ data }) => {
    const said = own(data, 'id');
    const id = Number.isFinite(said) || (typeof said === 'string' && said.length <= 200) ? said : undefined;
    if (isTooMuch()) return id !== undefined && no(id, 'too-many', say({ frameTooMany }, { burst: BURST, rate: PACE }));
    const request = jsonOf(data);
    if (request?.length > LARGEST) return no(id, 'too-large', say({ frameTooLarge }));
    if (!request || own(data, 'deskbell') !== 1 || id === undefined)
      return no(id, 'bad-request', say({ frameBadRequest }));
    if (!REQUESTS.includes(own(data, 'type'))) return no(id, 'unknown-type', say({ frameUnknownType }, { types: REQUESTS.join(', ') }));
    if (app) answer(id, JSON.parse(app(request)));
    else early.push([id, request]);
  };

  window.deskbellHost = {
    // config.json as the page around wants it; nothing where one of the two cannot be read.
    configuration() {
      const wanted = early.map(([, request]) => JSON.parse(request)).find(({ type }) => type === 'configure');
      if (!wanted) return undefined;
      const { accounts, theme, language, lockSettings } = wanted;
      // Of a file that is broken the app tells what is wrong with it.
      if (text && !text.trimStart().startsWith('<') && jsonOf(parsed(text)) === '{}') return undefined;
      return JSON.stringify({ ...parsed(text), ...JSON.parse(JSON.stringify({ accounts, theme, language, lockSettings })) });
    },
    // From now on the app answers, what has come already first.
    listen(listener) {
      app = listener;
      for (const [id, request] of early.splice(0)) answer(id, JSON.parse(app(request)));
    },
    tell: (event) => tell(JSON.parse(event)),
  };
  if (isAlone) followHeight((height) => tell({ type: 'resize', height }));
}

/** A field of a message's own, if it has one of that kind. */
function own(value, name, kind) {
  const field = value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? value[name] : undefined;
  return kind && (typeof field !== kind || field === null) ? undefined : field;
}

function jsonOf(data) {
  try {
    return JSON.stringify(data);
  } catch {
    return undefined;
  }
}

/** Tells how high the frame must be for nothing to scroll in it, whenever that changes. */
function followHeight(tell) {
  let told;
  const natural = (scroller) => {
    const end = scroller.lastElementChild?.getBoundingClientRect().bottom ?? 0;
    return end - scroller.getBoundingClientRect().top + scroller.scrollTop + parseFloat(getComputedStyle(scroller).paddingBottom);
  };
  const parts = () => {
    const pane = document.querySelector(`#app .${layout}`);
    const inner = pane && [...pane.querySelectorAll('.rows, .ticket-body, .conversation')].filter((it) => /auto|scroll/.test(getComputedStyle(it).overflowY)).at(-1);
    return pane && [pane, ...(inner ? [inner, ...inner.children] : [])];
  };
  const sizes = new ResizeObserver(() => {
    const [pane, inner] = parts() ?? [];
    if (!inner) return;
    // Notices and dialogs of a frame higher than the screen would be out of sight.
    const most = Math.max(LEAST[layout], screen.availHeight);
    const height = Math.ceil(Math.min(Math.max(pane.offsetHeight - inner.clientHeight + natural(inner), LEAST[layout]), most));
    if (height !== told) tell((told = height));
  });
  let watched = [];
  const watch = () => {
    const now = parts() ?? [];
    if (now.length === watched.length && now.every((it, at) => it === watched[at])) return;
    watched = now;
    sizes.disconnect();
    now.forEach((it) => sizes.observe(it));
  };
  new MutationObserver(watch).observe(document.body, { childList: true, subtree: true });
  watch();
}

/** Whoever works in the page around goes on there, whatever the app shows: only a person's own step leads into it. */
function keepFocusAway() {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };
}

/** Leaves of the static page what the app is going to show. */
function showPlace() {
  if (!isAlone) return;
  const others = { list: '.views, section.ticket', ticket: '.views, .list' }[layout];
  document.querySelectorAll(others).forEach((it) => it.remove());
  document.querySelector('.shell')?.setAttribute('data-pane', `${layout} alone`);
}

/** Says why there are no tickets, and what whoever runs the page can do. */
function refuse(why, what) {
  const part = (name, text, fields) => Object.assign(document.createElement(name), { textContent: text }, fields);
  const alone = new URL(location.href);
  for (const name of ['embed', 'layout']) alone.searchParams.delete(name);
  const page = part('main', '', { className: 'failure' });
  const alert = part('div', '', { role: 'alert' });
  alert.append(
    part('h1', say({ frameRefused })),
    part('p', why),
    part('p', say({ frameRemedy }, { remedy: what })),
    part('a', say({ frameOpenAlone }), { className: 'link', href: alone.href, target: '_blank', rel: 'noopener' }),
  );
  page.append(alert);
  document.getElementById('app').replaceChildren(page);
}
