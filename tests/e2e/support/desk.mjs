// Everything a test needs: `site` is the built app on a static host; `desk` has a helpdesk and a CORS proxy besides.
// Each test ends with the proof that nothing went wrong unseen: no error in the console, no uncaught exception, no
// refusal of the content security policy, and no request to a host that the test does not know.
import { test as base, expect } from '@playwright/test';
import { serveFrom } from './hosts.mjs';
import { startProxy, startSandbox } from './services.mjs';
import { watch } from './watch.mjs';

export { expect };

/** Who the agent is in the stand-ins of SupportBee and Zaia. */
const me = { bee: '4101', zaia: 'b0c59c9c-c317-408a-b672-cff359dc6759' };

export const test = base.extend({
  sandbox: [async ({}, use) => {
    const sandbox = await startSandbox();
    await use(sandbox);
    await sandbox.stop();
  }, { scope: 'worker' }],

  corsProxy: [async ({}, use) => {
    const proxy = await startProxy();
    await use(proxy);
    await proxy.stop();
  }, { scope: 'worker' }],

  site: async ({ context, page }, use) => {
    const watched = await watch(context);
    const hosts = [];
    const known = new Set();
    const tolerated = [];

    const site = {
      ...watched,
      url: undefined,

      /** Allows trouble whose text matches, such as the console's line about a request that is meant to fail. */
      tolerate: (...patterns) => tolerated.push(...patterns),

      /** Allows requests to this address's host. */
      know: (url) => known.add(new URL(url).origin),

      /**
       * Opens the app at a path relative to its folder, say '?ticket=acme:7'. With options (config, base, headers, root,
       * host and what that takes) it is served anew from a host of its own, hence with empty storage.
       */
      async open(path = '', options) {
        if (options || !site.url) {
          const host = await serveFrom({ config: { version: 1, demo: true }, ...options });
          hosts.push(host);
          known.add(new URL(host.url).origin);
          site.url = host.url;
          site.logs = host.logs;
        }
        return page.goto(site.url + path);
      },

      /** Waits until the app has taken the place of the static page. */
      started: () => expect(page.locator('#app:not([data-booting])')).toBeAttached(),
    };
    await use(site);

    // What the browser reported before this answer has arrived by now.
    if (!page.isClosed()) await page.evaluate(() => 0).catch(() => {});
    // What the page asks for from now on ends with its host, which is no trouble of the app's.
    const trouble = [...watched.trouble];
    await Promise.all(hosts.map((host) => host.stop()));
    const strangers = watched.requests
      .filter((request) => request.failure()?.errorText !== 'csp')
      .map((request) => request.url())
      .filter((url) => url.startsWith('http') && !known.has(new URL(url).origin))
      .map((url) => `stranger: ${url}`);
    const unexpected = [...trouble, ...strangers].filter((text) => !tolerated.some((pattern) => pattern.test(text)));
    expect(unexpected, 'nothing goes wrong unseen').toEqual([]);
  },

  desk: async ({ site, sandbox, corsProxy: proxy, page }, use) => {
    await sandbox.reset();
    site.know(sandbox.url);
    site.know(proxy.url);

    // Whatever it has not of its own it has from the site, as it is at that moment.
    const desk = Object.assign(Object.create(site), {
      sandbox,
      proxy,

      /** An account of config.json: Groove's stand-in through the CORS proxy, unless told otherwise. */
      account: (changes) => ({
        id: 'acme',
        name: 'Acme',
        provider: 'groove',
        me: 'maya@tern.example',
        baseUrl: sandbox.groove.baseUrl,
        proxy: `${proxy.url}/`,
        ...changes,
      }),

      /** One account of each helpdesk, changed as told by its id: `bee` is SupportBee's, `zaia` Zaia's. */
      accounts: (changes = {}) => [
        desk.account(changes.acme),
        desk.account({ id: 'bee', name: 'Bee', provider: 'supportbee', baseUrl: sandbox.supportbee.baseUrl, me: me.bee, ...changes.bee }),
        desk.account({ id: 'zaia', name: 'Zaia', provider: 'zaia', baseUrl: sandbox.zaia.baseUrl, me: me.zaia, ...changes.zaia }),
      ],

      /** Opens the app with the accounts and their tokens on the device, and waits until the list is there. */
      async enterAll(path = '', options) {
        await desk.visit(path, options);
        await expect(page.getByRole('grid', { name: 'Tickets' })).toHaveAttribute('aria-busy', 'false');
      },

      /** Waits until all of the app's code was asked for, the part that is loaded later included. */
      whole: () => expect.poll(() => desk.requests.filter((it) => it.url().startsWith(desk.url) && it.url().endsWith('.wasm')).length).toBe(2),

      /** As `enterAll`, but waits for nothing. */
      async visit(path, { accounts = desk.accounts(), title, ...options } = {}) {
        const token = { groove: sandbox.groove, supportbee: sandbox.supportbee, zaia: sandbox.zaia };
        const kept = accounts.map(({ id, provider, baseUrl, proxy }) => [id, { token: token[provider].token, for: `${baseUrl} ${proxy ?? baseUrl}` }]);
        await page.addInitScript((tokens) => location.protocol === 'http:' && localStorage.setItem('deskbell.tokens', tokens), JSON.stringify(Object.fromEntries(kept)));
        await desk.open(path, { config: { version: 1, title, accounts }, ...options });
      },

      /** Waits until the conversation of the open ticket is there. */
      async said() {
        const feed = page.getByRole('feed', { name: 'Messages' });
        await expect(feed).toHaveAttribute('aria-busy', 'false');
        await expect(feed.getByRole('article').first()).toBeVisible();
      },

      /** Opens the first ticket of one account that passes the filters, and returns its id. */
      async openFirst(account, query = '') {
        await desk.enterAll(`?account=${account}${query}`);
        const ticket = page.getByRole('region', { name: 'Ticket', exact: true });
        await page.getByRole('grid', { name: 'Tickets' }).getByRole('row').nth(1).click();
        await expect(ticket).toHaveAttribute('aria-busy', 'false');
        await desk.said();
        return new URL(page.url()).searchParams.get('ticket').split(':')[1];
      },

      /** The requests that reached one helpdesk, as `METHOD /path?query` below its base, without the credential. */
      async askedOf(provider, start = '') {
        const base = new URL(sandbox[provider].baseUrl).pathname;
        const own = (await sandbox.log()).filter(({ path }) => path.startsWith(`${base}/`));
        const lines = own.map(({ method, path }) => `${method} ${path.slice(base.length).replace(/[?&]auth_token=…/, '')}`);
        return lines.filter((line) => line.startsWith(start));
      },

      /** As `site.open`, but with that account in config.json. */
      open: (path, options) =>
        site.open(path, site.url && !options ? undefined : { config: { version: 1, accounts: [desk.account()] }, ...options }),

      /** The tickets of the helpdesk as its API lists them, the newest first. The log forgets that they were asked for. */
      async tickets() {
        const all = await listTickets(sandbox.groove);
        await sandbox.reset();
        return all;
      },

      /** The requests that reached the helpdesk, as `METHOD /path?query` below its base, the oldest first. */
      async asked(start = '') {
        const lines = (await sandbox.log()).map(({ method, path }) => `${method} ${path.replace('/groove/v1', '')}`);
        return lines.filter((line) => line.startsWith(start));
      },

      /** The changes that reached the helpdesk: each request but reads, with its document and the status of its answer. */
      async changes() {
        const writes = (await sandbox.log()).filter(({ method }) => method !== 'GET');
        return writes.map(({ method, path, body, status }) => [`${method} ${path.replace('/groove/v1', '')}`, body && JSON.parse(body), status]);
      },

      /** Changes the state of a ticket behind the app's back. */
      async changeElsewhere({ number }, { state }) {
        const { baseUrl, token } = sandbox.groove;
        const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
        const answer = await fetch(`${baseUrl}/tickets/${number}/state`, { method: 'PUT', headers, body: JSON.stringify({ state }) });
        if (!answer.ok) throw new Error(`changing ticket ${number} was answered ${answer.status}: ${await answer.text()}`);
      },

      /** Opens the app, hands it its token and waits until the list is there. */
      async enter(path, options) {
        await desk.open(path, options);
        await desk.useToken();
        await expect(page.getByRole('grid', { name: 'Tickets' })).toHaveAttribute('aria-busy', 'false');
        await expect(page.getByRole('grid', { name: 'Tickets' }).getByRole('row').nth(1)).toBeVisible();
      },

      /** Fills in the form that an account without its token shows. */
      async useToken(token = sandbox.groove.token) {
        await page.getByLabel('API token').fill(token);
        await page.getByRole('button', { name: 'Use token' }).click();
      },
    });
    await use(desk);
  },
});

/** Every page of the list, asked for without the app. */
async function listTickets({ baseUrl, token }) {
  const all = [];
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const answer = await fetch(`${baseUrl}/tickets?page=${page}&per_page=50`, { headers: { Authorization: `Bearer ${token}` } });
    const { tickets, meta } = await answer.json();
    pages = meta.pagination.total_pages;
    all.push(...tickets);
  }
  return all;
}
