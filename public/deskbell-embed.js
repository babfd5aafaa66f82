// Shows Deskbell inside a page of yours. See docs/embedding.md.
//
//   import { mount } from './deskbell-embed.js';
//   const desk = mount(element, { src: 'https://desk.example/', credential: async (account) => token });

const PATIENCE = 10_000;

/** What was asked of Deskbell and refused, or not answered: `code` says which. */
export class DeskbellError extends Error {
  constructor({ code, message }) {
    super(message);
    this.name = 'DeskbellError';
    this.code = code;
  }
}

/** Shows Deskbell in an element. deskbell-embed.d.ts says what the options are. */
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
  const waiting = new Map();
  // Requests that are made before Deskbell is there.
  let early = [];

  const settle = (id, { ok, result, error }) => {
    const request = waiting.get(id);
    if (!request) return;
    waiting.delete(id);
    clearTimeout(request.timer);
    if (ok) request.resolve(result);
    else request.reject(new DeskbellError(error));
  };
  const lose = (code, message) => [...waiting.keys()].forEach((id) => settle(id, { error: { code, message } }));

  function ask(type, fields) {
    return new Promise((resolve, reject) => {
      const id = (last += 1);
      const timer = setTimeout(() => settle(id, { error: { code: 'timeout', message: 'Deskbell did not answer.' } }), PATIENCE);
      waiting.set(id, { resolve, reject, timer });
      const request = { deskbell: 1, id, type, ...fields };
      if (port) port.postMessage(request);
      else early.push(request);
    });
  }
  const report = ({ code = 'credential', message }) => onEvent({ type: 'error', code, message });

  async function handOver(account) {
    if (!credential) return;
    const channel = port;
    try {
      const token = await credential(account);
      // After a reload it is asked for anew.
      if (token && channel === port) await ask('credential', { account, token });
    } catch (error) {
      report(error);
    }
  }

  function hear({ data }) {
    if (data?.deskbell !== 1) return;
    if ('id' in data) return settle(data.id, data);
    const { deskbell, ...event } = data;
    if (event.type === 'credential-needed') handOver(event.account);
    if (event.type === 'resize') frame.style.height = `${event.height}px`;
    onEvent(event);
  }

  // The frame says that it is ready; whoever else says so is not heard.
  function connect({ source, origin, data }) {
    if (source !== frame.contentWindow || origin !== address.origin) return;
    if (data?.deskbell !== 1 || data.type !== 'ready' || data.nonce === nonce) return;
    ({ nonce } = data);
    port?.close();
    if (port) lose('reloaded', 'Deskbell was loaded anew.');
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = hear;
    frame.contentWindow.postMessage({ deskbell: 1, type: 'connect', nonce }, address.origin, [channel.port2]);
    const { accounts, theme, language, accent } = options;
    ask('configure', JSON.parse(JSON.stringify({ accounts, theme, language, accent }))).catch(report);
    early.splice(0).forEach((request) => waiting.has(request.id) && port.postMessage(request));
  }

  addEventListener('message', connect);
  frame.src = address.href;
  element.append(frame);

  return {
    navigate: (query) => ask('navigate', { query }),
    getState: () => ask('get-state'),
    configure: (changes) => ask('configure', Object.assign(options, changes) && changes),
    destroy() {
      removeEventListener('message', connect);
      port?.close();
      lose('destroyed', 'Deskbell was taken away.');
      frame.remove();
    },
  };
}
