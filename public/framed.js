// Runs before the app if the page is in a frame or has embed=1. The app does not start until the embedding page has proved
// its origin. From then on the two talk through a single port; docs/embedding.md documents the messages.
//
// Only a message's own data properties are read, and the app gets it as JSON, so that no code or object of the other page
// is called or kept.

import {
  frameBadRequest, frameNested, frameNestedRemedy, frameNoHandshake, frameNoHandshakeRemedy, frameNoOrigins, frameNoOriginsRemedy,
  frameNotDeclared, frameNotDeclaredRemedy, frameNotEmbedded, frameNotEmbeddedRemedy, frameOpenAlone, frameOrigin, frameOriginRemedy,
  frameRefused, frameRemedy, frameTooLarge, frameTooMany, frameUnknownType,
} from '../src/text/script.json';
import { say } from './phrases.js';

// How long the embedding page has to connect, and how often "ready" is sent to it, in milliseconds.
const CONNECT_TIMEOUT = 10_000;
const READY_INTERVAL = 500;

// The length limit of a request as JSON, and the rate limit: this many at once, and this many more each second.
const MAX_LENGTH = 256 * 1024;
const BURST = 60;
const RATE = 10;

const REQUESTS = ['configure', 'credential', 'navigate', 'get-state'];

// The minimum height in pixels, which menus and dialogs need even if the pane has little content.
const MIN_HEIGHT = { list: 360, ticket: 640 };

const query = new URLSearchParams(location.search);
const layout = query.get('layout');
const isAlone = Object.hasOwn(MIN_HEIGHT, layout);

/** Resolves once the embedding page has proved that it may show the app. Otherwise shows why not, and never resolves. */
export async function waitForEmbedder() {
  if (window.parent === window) {
    refuse(say({ frameNotEmbedded }), say({ frameNotEmbeddedRemedy }));
    return new Promise(() => {});
  }
  if (query.get('embed') !== '1') {
    refuse(say({ frameNotDeclared }), say({ frameNotDeclaredRemedy }));
    return new Promise(() => {});
  }
  leaveFocusOutside();
  trimStaticPage();
  const text = await window.deskbellConfig();
  const port = await handshake(allowedOrigins(text));
  serve(port, text);
}

// Returns an empty object for an invalid configuration, which then allows no origin.
function parseObject(text) {
  try {
    const value = JSON.parse(text);
    return ownField({ value }, 'value', 'object') ?? {};
  } catch {
    return {};
  }
}

function allowedOrigins(text) {
  const list = ownField(ownField(parseObject(text), 'embed', 'object'), 'allowedOrigins', 'object');
  // Every page with an opaque origin reports "null", so it identifies nobody.
  return Array.isArray(list) ? list.filter((origin) => typeof origin === 'string' && origin !== 'null') : [];
}

/** Resolves with the port to the embedding page once it has proved its origin. */
function handshake(allowed) {
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('-');
  const ancestors = [...(location.ancestorOrigins ?? [])];
  const isAllowed = (origin) => allowed.includes(origin);
  // A page around the embedding page could cover both, so all of them must be allowed. If the browser does not report
  // them, nesting is refused.
  const isNested = window.parent !== window.top;
  const mayBeNested = ancestors.length > 0 && ancestors.every(isAllowed);
  const refusal = reasonToRefuse(allowed, isAllowed, isNested, mayBeNested, ancestors[0]);
  if (refusal) refuse(...refusal);

  return new Promise((accept) => {
    // This message holds no data, so it may go to any origin.
    const sendReady = () => window.parent.postMessage({ deskbell: 1, type: 'ready', nonce }, '*');
    const repeat = setInterval(sendReady, READY_INTERVAL);
    const timeout = setTimeout(() => {
      clearInterval(repeat);
      if (!refusal) refuse(say({ frameNoHandshake }), say({ frameNoHandshakeRemedy }));
    }, CONNECT_TIMEOUT);
    const receive = (event) => {
      const { data, source, origin, ports } = event;
      if (source !== window.parent || !isAllowed(origin) || (isNested && !mayBeNested) || ports.length !== 1) return;
      if (ownField(data, 'deskbell') !== 1 || ownField(data, 'type') !== 'connect' || ownField(data, 'nonce') !== nonce) return;
      removeEventListener('message', receive);
      clearInterval(repeat);
      clearTimeout(timeout);
      accept(ports[0]);
    };
    addEventListener('message', receive);
    sendReady();
  });
}

/** Returns why the embedding page is refused, as far as that is known before it connects; undefined if it is not. */
function reasonToRefuse(allowed, isAllowed, isNested, mayBeNested, parentOrigin) {
  if (!allowed.length) return [say({ frameNoOrigins }), say({ frameNoOriginsRemedy })];
  if (isNested && !mayBeNested) return [say({ frameNested }), say({ frameNestedRemedy })];
  // The embedding page can hide its origin from the browser's list; the handshake checks it then.
  if (isNested || !parentOrigin || parentOrigin === 'null' || isAllowed(parentOrigin)) return undefined;
  return [say({ frameOrigin }, { origin: parentOrigin }), say({ frameOriginRemedy })];
}

/** Passes requests of the embedding page to the app, and the app's responses and events back. `text` is config.json. */
function serve(port, text) {
  const queue = [];
  let app;
  let tokens = BURST;
  let last = performance.now();

  const post = (event) => port.postMessage({ deskbell: 1, ...event });
  const respond = (id, response) => {
    if (id !== undefined) post({ id, ...response });
    // Without an id the page cannot match a response, so the error is sent as an event.
    else if (!response.ok) post({ type: 'error', ...response.error });
  };
  const reject = (id, code, message) => respond(id, { ok: false, error: { code, message } });

  function isOverRate() {
    const now = performance.now();
    tokens = Math.min(BURST, tokens + ((now - last) / 1000) * RATE);
    last = now;
    if (tokens < 1) return true;
    tokens -= 1;
    return false;
  }

  port.onmessage = ({ data }) => {
    const field = ownField(data, 'id');
    const id = Number.isFinite(field) || (typeof field === 'string' && field.length <= 200) ? field : undefined;
    if (isOverRate()) return id !== undefined && reject(id, 'too-many', say({ frameTooMany }, { burst: BURST, rate: RATE }));
    const request = toJson(data);
    if (request?.length > MAX_LENGTH) return reject(id, 'too-large', say({ frameTooLarge }));
    if (!request || ownField(data, 'deskbell') !== 1 || id === undefined)
      return reject(id, 'bad-request', say({ frameBadRequest }));
    if (!REQUESTS.includes(ownField(data, 'type'))) return reject(id, 'unknown-type', say({ frameUnknownType }, { types: REQUESTS.join(', ') }));
    if (app) respond(id, JSON.parse(app(request)));
    else queue.push([id, request]);
  };

  window.deskbellEmbedder = {
    // Returns config.json with the changes of the first "configure" request; undefined if there is none, or the file is
    // invalid.
    configuration() {
      const changes = queue.map(([, request]) => JSON.parse(request)).find(({ type }) => type === 'configure');
      if (!changes) return undefined;
      const { accounts, theme, language, lockSettings } = changes;
      // The app reports what is wrong with an invalid file.
      if (text && !text.trimStart().startsWith('<') && toJson(parseObject(text)) === '{}') return undefined;
      return JSON.stringify({ ...parseObject(text), ...JSON.parse(JSON.stringify({ accounts, theme, language, lockSettings })) });
    },
    // Passes all requests to the app from now on, the queued ones first.
    listen(listener) {
      app = listener;
      for (const [id, request] of queue.splice(0)) respond(id, JSON.parse(app(request)));
    },
    post: (event) => post(JSON.parse(event)),
  };
  if (isAlone) reportHeight((height) => post({ type: 'resize', height }));
}

/** Returns an own property of a value, if it has one of this type; else undefined. */
function ownField(value, name, type) {
  const field = value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? value[name] : undefined;
  return type && (typeof field !== type || field === null) ? undefined : field;
}

// Returns undefined for what JSON cannot represent.
function toJson(data) {
  try {
    return JSON.stringify(data);
  } catch {
    return undefined;
  }
}

/** Calls `report` with the height at which nothing in the frame scrolls, whenever that changes. */
function reportHeight(report) {
  let reported;
  const contentHeight = (scroller) => {
    const end = scroller.lastElementChild?.getBoundingClientRect().bottom ?? 0;
    return end - scroller.getBoundingClientRect().top + scroller.scrollTop + parseFloat(getComputedStyle(scroller).paddingBottom);
  };
  // Returns the pane, its innermost scroll container, and the children of that.
  const parts = () => {
    const pane = document.querySelector(`#app .${layout}`);
    const inner = pane && [...pane.querySelectorAll('.rows, .ticket-body, .conversation')].filter((it) => /auto|scroll/.test(getComputedStyle(it).overflowY)).at(-1);
    return pane && [pane, ...(inner ? [inner, ...inner.children] : [])];
  };
  const sizes = new ResizeObserver(() => {
    const [pane, inner] = parts() ?? [];
    if (!inner) return;
    // In a frame higher than the screen, notices and dialogs could be off screen.
    const max = Math.max(MIN_HEIGHT[layout], screen.availHeight);
    const height = Math.ceil(Math.min(Math.max(pane.offsetHeight - inner.clientHeight + contentHeight(inner), MIN_HEIGHT[layout]), max));
    if (height !== reported) report((reported = height));
  });
  let observed = [];
  const observe = () => {
    const current = parts() ?? [];
    if (current.length === observed.length && current.every((it, at) => it === observed[at])) return;
    observed = current;
    sizes.disconnect();
    current.forEach((it) => sizes.observe(it));
  };
  new MutationObserver(observe).observe(document.body, { childList: true, subtree: true });
  observe();
}

/** Keeps the app from taking the focus from the embedding page: it only moves focus once the user is in the frame. */
function leaveFocusOutside() {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };
}

/** Removes the panes from the static page that this layout does not show. */
function trimStaticPage() {
  if (!isAlone) return;
  const others = { list: '.views, section.ticket', ticket: '.views, .list' }[layout];
  document.querySelectorAll(others).forEach((it) => it.remove());
  document.querySelector('.shell')?.setAttribute('data-pane', `${layout} alone`);
}

/** Shows why the app does not start, and what the owner of the page can do. */
function refuse(reason, remedy) {
  const part = (name, text, fields) => Object.assign(document.createElement(name), { textContent: text }, fields);
  const alone = new URL(location.href);
  for (const name of ['embed', 'layout']) alone.searchParams.delete(name);
  const page = part('main', '', { className: 'failure' });
  const alert = part('div', '', { role: 'alert' });
  alert.append(
    part('h1', say({ frameRefused })),
    part('p', reason),
    part('p', say({ frameRemedy }, { remedy })),
    part('a', say({ frameOpenAlone }), { className: 'link', href: alone.href, target: '_blank', rel: 'noopener' }),
  );
  page.append(alert);
  document.getElementById('app').replaceChildren(page);
}
