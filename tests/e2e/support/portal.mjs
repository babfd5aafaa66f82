// Pages around the app: the portal of examples/portal on another origin, and pages of a test's own that speak the
// protocol by hand, also as nobody should.
import { servePortal } from '../../../examples/portal/serve.mjs';
import { serve } from '../../../tools/serve.mjs';
import { test as base, expect } from './desk.mjs';
import { screen } from './screen.mjs';
import { dist } from './services.mjs';

export { expect };

/** What a page of a test's own begins with: it keeps what its frame says, and can answer. */
const pagesOf = (body) => ({
  'raw.html': `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="raw.css"><title>Around</title></head><body><input aria-label="Portal field">${body}<script type="module" src="raw.js"></script></body></html>`,
  'raw.css': 'body { margin: 0; } iframe { display: block; width: 100%; height: 800px; border: 0; }',
  'raw.js': `
    window.heard = [];
    window.said = [];
    addEventListener('message', (event) => { if (event.source === document.querySelector('iframe')?.contentWindow) heard.push({ origin: event.origin, data: event.data }); });
    window.frame = () => document.querySelector('iframe').contentWindow;
    window.ready = async () => { while (!heard.some(({ data }) => data?.type === 'ready')) await new Promise((go) => addEventListener('message', go, { once: true })); return heard.find(({ data }) => data?.type === 'ready').data; };
    /** Offers a port, or as many as are asked for, and keeps what comes through the first. */
    window.offer = (message, ports = 1, to = window.frame()) => {
      const channels = Array.from({ length: ports }, () => new MessageChannel());
      channels.forEach(({ port1 }) => { port1.onmessage = ({ data }) => said.push(data); });
      window.port = channels[0]?.port1;
      to.postMessage(message, '*', channels.map(({ port2 }) => port2));
    };
    window.connect = async () => offer({ deskbell: 1, type: 'connect', nonce: (await ready()).nonce });
    let last = 0;
    /** Asks for something, and answers what came back. */
    window.ask = (fields, id = (last += 1)) => {
      port.postMessage({ deskbell: 1, id, ...fields });
      return window.answered(id);
    };
    window.answered = (id) => new Promise((resolve) => {
      const look = () => { const found = said.find((it) => it.id === id && 'ok' in it); if (found) resolve(found); else setTimeout(look, 10); };
      look();
    });
`,
});

/** The same page of an origin of no host. */
export const nowhere = (app) => {
  const { 'raw.html': html, 'raw.js': script } = pagesOf(`<iframe title="Deskbell" src="${app}?embed=1"></iframe>`);
  return `data:text/html,${encodeURIComponent(html.replace('src="raw.js">', `>${script}`).replace(/<link rel="stylesheet".*?>/, ''))}`;
};

export const test = base.extend({
  portal: async ({ desk, page: tab }, use) => {
    const servers = [];
    const tokens = { acme: desk.sandbox.groove.token, bee: desk.sandbox.supportbee.token, zaia: desk.sandbox.zaia.token };
    /** Accounts whose tokens the page around hands over. */
    const hosted = (...ids) => desk.accounts({ acme: { auth: 'host' }, bee: { auth: 'host' }, zaia: { auth: 'host' } }).filter(({ id }) => ids.includes(id));

    const portal = {
      tokens,
      hosted,
      /** The frame of the app. */
      frame: tab.frameLocator('iframe').first(),

      /**
       * Serves the app and the portal around it. `src` adds to the address of the frame, `allowed` are the origins that
       * may embed the app: the portal's and those of `also`, unless told otherwise; `body` is that of a page of the test's own,
       * `own` are files besides.
       */
      async start({ allowed, also = [], config, src = '', accounts = hosted('acme'), host = 'localhost', body, own, headers } = {}) {
        // The app must know its portal and the portal its app, so one of them learns it last.
        const options = { accounts, tokens, embed: dist, host };
        const around = await servePortal(options);
        portal.url = around.url;
        portal.origin = portal.url.slice(0, -1);
        const site = await serve({ root: dist, headers, config: { version: 1, embed: { allowedOrigins: allowed ?? [portal.origin, ...also] }, ...config } });
        portal.app = site.url;
        const frame = body?.(site.url) ?? `<iframe title="Deskbell" src="${site.url}?embed=1${src}"></iframe>`;
        Object.assign(options, { src: site.url, pages: { ...pagesOf(frame), ...own } });
        servers.push(site, around);
        desk.know(site.url);
        desk.know(around.url);
        return portal;
      },

      /** One more page, of another origin than the portal, and answers its address. */
      async further(body, port) {
        const server = await servePortal({ src: portal.url, accounts: [], tokens: {}, embed: dist, pages: { 'further.html': body }, port });
        servers.push(server);
        desk.know(server.url);
        return `${server.url}further.html`;
      },
    };
    await use(portal);
    // What the app still loads must not be missed.
    if (!tab.isClosed()) await tab.goto('about:blank');
    await Promise.all(servers.map((server) => server.close()));
  },
});

/** The frame as a page: what the app shows in it. */
export const inside = (page, title = 'Deskbell') => page.frameLocator(`iframe[title="${title}"]`);
export const shown = (frame) => expect(screen(frame).rows.first()).toBeVisible();
export const ask = (page, fields, id) => page.evaluate(([request, own]) => window.ask(request, own), [fields, id]);
export const said = (page, type) => page.evaluate((wanted) => window.said.filter((it) => it.type === wanted), type);

/** Opens a page of the test's own around the app, connects, and hands over accounts and tokens. */
export async function connected(portal, page, options) {
  await portal.start(options);
  await page.goto(`${portal.url}raw.html`);
  await page.evaluate(() => window.connect());
  if (!options?.config?.accounts) expect(await ask(page, { type: 'configure', accounts: portal.hosted('acme') })).toMatchObject({ ok: true });
  expect(await ask(page, { type: 'credential', account: 'acme', token: portal.tokens.acme })).toMatchObject({ ok: true });
  return inside(page);
}
