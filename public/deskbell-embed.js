// Shows Deskbell inside a page of yours. See docs/embedding.md.
//
//   import { mount } from './deskbell-embed.js';
//   const desk = mount(element, { src: 'https://desk.example/', credential: async (account) => token });

// How long to wait for a response, in milliseconds.
const TIMEOUT = 10_000;

/** Why Deskbell rejected a request or did not respond; `code` says which. */
export class DeskbellError extends Error {
  constructor({ code, message }) {
    super(message);
    this.name = 'DeskbellError';
    this.code = code;
  }
}

/** Shows Deskbell in an element. deskbell-embed.d.ts documents the options. */
export function mount(element, options) {
  const { src, title = 'Deskbell', credential, onEvent = () => {} } = options;
  const address = new URL(src, document.baseURI);
  address.searchParams.set('embed', '1');

  const frame = document.createElement('iframe');
  frame.title = title;
  frame.allow = 'clipboard-write; local-network-access; local-network; loopback-network';
  Object.assign(frame.style, { display: 'block', width: '100%', height: '100%', border: '0', colorScheme: 'normal' });

  let port;
  let nonce;
  let last = 0;
  const pending = new Map();
  // Requests that are made before Deskbell is ready.
  let queue = [];

  const settle = (id, { ok, result, error }) => {
    const request = pending.get(id);
    if (!request) return;
    pending.delete(id);
    clearTimeout(request.timer);
    if (ok) request.resolve(result);
    else request.reject(new DeskbellError(error));
  };
  const rejectAll = (code, message) => [...pending.keys()].forEach((id) => settle(id, { error: { code, message } }));

  function send(type, fields) {
    return new Promise((resolve, reject) => {
      const id = (last += 1);
      const timer = setTimeout(() => settle(id, { error: { code: 'timeout', message: 'Deskbell did not respond.' } }), TIMEOUT);
      pending.set(id, { resolve, reject, timer });
      const request = { deskbell: 1, id, type, ...fields };
      if (port) port.postMessage(request);
      else queue.push(request);
    });
  }
  const report = ({ code = 'credential', message }) => onEvent({ type: 'error', code, message });

  async function sendCredential(account) {
    if (!credential) return;
    const requestedOn = port;
    try {
      const token = await credential(account);
      // If Deskbell was reloaded meanwhile, it asks again.
      if (token && requestedOn === port) await send('credential', { account, token });
    } catch (error) {
      report(error);
    }
  }

  function receive({ data }) {
    if (data?.deskbell !== 1) return;
    if ('id' in data) return settle(data.id, data);
    const { deskbell, ...event } = data;
    if (event.type === 'credential-needed') sendCredential(event.account);
    if (event.type === 'resize') frame.style.height = `${event.height}px`;
    onEvent(event);
  }

  // Answers the frame's "ready" message with a port, and ignores such messages from anywhere else.
  function connect({ source, origin, data }) {
    if (source !== frame.contentWindow || origin !== address.origin) return;
    if (data?.deskbell !== 1 || data.type !== 'ready' || data.nonce === nonce) return;
    ({ nonce } = data);
    port?.close();
    if (port) rejectAll('reloaded', 'Deskbell was reloaded.');
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = receive;
    frame.contentWindow.postMessage({ deskbell: 1, type: 'connect', nonce }, address.origin, [channel.port2]);
    const { accounts, theme, language, accent } = options;
    send('configure', JSON.parse(JSON.stringify({ accounts, theme, language, accent }))).catch(report);
    queue.splice(0).forEach((request) => pending.has(request.id) && port.postMessage(request));
  }

  addEventListener('message', connect);
  frame.src = address.href;
  element.append(frame);

  return {
    navigate: (query) => send('navigate', { query }),
    getState: () => send('get-state'),
    configure: (changes) => send('configure', Object.assign(options, changes) && changes),
    destroy() {
      removeEventListener('message', connect);
      port?.close();
      rejectAll('destroyed', 'Deskbell was removed.');
      frame.remove();
    },
  };
}
