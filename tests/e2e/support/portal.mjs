// Pages that embed the app: the portal of examples/portal on another origin, and raw pages that speak the protocol
// without the library, correctly or not.
import { servePortal } from '../../../examples/portal/serve.mjs';
import { serve } from '../../../tools/serve.mjs';
import { test as base, expect } from './app.mjs';
import { screen } from './screen.mjs';
import { dist } from './services.mjs';

export { expect };

/** The files of a raw page, which records the messages of its frame and can send messages. */
const rawPages = (body) => ({
  'raw.html': `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="raw.css"><title>Raw page</title></head><body><input aria-label="Portal field">${body}<script type="module" src="raw.js"></script></body></html>`,
  'raw.css': 'body { margin: 0; } iframe { display: block; width: 100%; height: 800px; border: 0; }',
  'raw.js': `
    window.messages = [];
    window.received = [];
    addEventListener('message', (event) => { if (event.source === document.querySelector('iframe')?.contentWindow) messages.push({ origin: event.origin, data: event.data }); });
    window.frame = () => document.querySelector('iframe').contentWindow;
    window.ready = async () => { while (!messages.some(({ data }) => data?.type === 'ready')) await new Promise((go) => addEventListener('message', go, { once: true })); return messages.find(({ data }) => data?.type === 'ready').data; };
    /** Sends a message with this many ports, and records what arrives at the first one. */
    window.offer = (message, ports = 1, to = window.frame()) => {
      const channels = Array.from({ length: ports }, () => new MessageChannel());
      channels.forEach(({ port1 }) => { port1.onmessage = ({ data }) => received.push(data); });
      window.port = channels[0]?.port1;
      to.postMessage(message, '*', channels.map(({ port2 }) => port2));
    };
    window.connect = async () => offer({ deskbell: 1, type: 'connect', nonce: (await ready()).nonce });
    let last = 0;
    /** Sends a request, and returns the response. */
    window.ask = (fields, id = (last += 1)) => {
      port.postMessage({ deskbell: 1, id, ...fields });
      return window.answered(id);
    };
    window.answered = (id) => new Promise((resolve) => {
      const look = () => { const found = received.find((it) => it.id === id && 'ok' in it); if (found) resolve(found); else setTimeout(look, 10); };
      look();
    });
`,
});

/** Makes a raw page with an opaque origin. */
export const opaqueOriginPage = (appUrl) => {
  const { 'raw.html': html, 'raw.js': script } = rawPages(`<iframe title="Deskbell" src="${appUrl}?embed=1"></iframe>`);
  return `data:text/html,${encodeURIComponent(html.replace('src="raw.js">', `>${script}`).replace(/<link rel="stylesheet".*?>/, ''))}`;
};

export const test = base.extend({
  portal: async ({ app, page: tab }, use) => {
    const servers = [];
    const tokens = { acme: app.sandbox.groove.token, bee: app.sandbox.supportbee.token, zaia: app.sandbox.zaia.token };
    /** Makes accounts whose tokens come from the embedding page. */
    const embedderAccounts = (...ids) => app.accounts({ acme: { auth: 'host' }, bee: { auth: 'host' }, zaia: { auth: 'host' } }).filter(({ id }) => ids.includes(id));

    const portal = {
      tokens,
      embedderAccounts,
      /** The frame of the app. */
      frame: tab.frameLocator('iframe').first(),

      /**
       * Serves the app and the portal that embeds it. `src` is appended to the address of the frame. `allowed` are the
       * origins that may embed the app, by default the portal's and those of `also`. `body` makes the body of the raw
       * page, and `own` are additional files.
       */
      async start({ allowed, also = [], config, src = '', accounts = embedderAccounts('acme'), hostname = 'localhost', body, own, headers } = {}) {
        // App and portal need each other's address, so the portal gets the app's after it has started.
        const options = { accounts, tokens, embed: dist, host: hostname };
        const portalServer = await servePortal(options);
        portal.url = portalServer.url;
        portal.origin = portal.url.slice(0, -1);
        const site = await serve({ root: dist, headers, config: { version: 1, embed: { allowedOrigins: allowed ?? [portal.origin, ...also] }, ...config } });
        portal.appUrl = site.url;
        const frame = body?.(site.url) ?? `<iframe title="Deskbell" src="${site.url}?embed=1${src}"></iframe>`;
        Object.assign(options, { src: site.url, pages: { ...rawPages(frame), ...own } });
        servers.push(site, portalServer);
        app.allowOrigin(site.url);
        app.allowOrigin(portalServer.url);
        return portal;
      },

      /** Serves another page from another origin than the portal, and returns its address. */
      async addPage(body, port) {
        const server = await servePortal({ src: portal.url, accounts: [], tokens: {}, embed: dist, pages: { 'further.html': body }, port });
        servers.push(server);
        app.allowOrigin(server.url);
        return `${server.url}further.html`;
      },
    };
    await use(portal);
    // Leave the page first, so that pending requests do not fail when the servers stop.
    if (!tab.isClosed()) await tab.goto('about:blank');
    await Promise.all(servers.map((server) => server.close()));
  },
});

/** Returns the app's frame. */
export const appFrame = (page, title = 'Deskbell') => page.frameLocator(`iframe[title="${title}"]`);
export const expectRows = (frame) => expect(screen(frame).rows.first()).toBeVisible();
export const ask = (page, fields, id) => page.evaluate(([request, own]) => window.ask(request, own), [fields, id]);
export const portalEvents = (page, type) => page.evaluate((wanted) => window.received.filter((it) => it.type === wanted), type);

/** Opens the raw page, connects it to the app, and sends accounts and tokens. */
export async function openConnected(portal, page, options) {
  await portal.start(options);
  await page.goto(`${portal.url}raw.html`);
  await page.evaluate(() => window.connect());
  if (!options?.config?.accounts) expect(await ask(page, { type: 'configure', accounts: portal.embedderAccounts('acme') })).toMatchObject({ ok: true });
  expect(await ask(page, { type: 'credential', account: 'acme', token: portal.tokens.acme })).toMatchObject({ ok: true });
  return appFrame(page);
}
