// The fixtures of the tests. `site` serves the built app from a static server; `app` adds sandboxes of the helpdesks
// and a CORS proxy. After each test, `site` fails it for any unexpected console error, uncaught exception, violation of
// the content security policy, or request to an unknown host.
import { test as base, expect } from '@playwright/test';
import { serveFrom } from './servers.mjs';
import { startProxy, startSandbox } from './services.mjs';
import { recordPageErrors } from './page-errors.mjs';

export { expect };

/** The agent's ids in the sandboxes of SupportBee and Zaia. */
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
    const recorded = await recordPageErrors(context);
    const servers = [];
    const allowedOrigins = new Set();
    const allowedErrors = [];

    const site = {
      ...recorded,
      url: undefined,

      /** Allows errors whose text matches, such as a console message about a request that is meant to fail. */
      allowErrors: (...patterns) => allowedErrors.push(...patterns),

      /** Allows requests to the origin of this address. */
      allowOrigin: (url) => allowedOrigins.add(new URL(url).origin),

      /**
       * Opens the app at a path relative to its folder, for example '?ticket=acme:7'. With options (those of
       * `serveFrom`) it is served from a new origin, which has empty storage.
       */
      async open(path = '', options) {
        if (options || !site.url) {
          const server = await serveFrom({ config: { version: 1, demo: true }, ...options });
          servers.push(server);
          allowedOrigins.add(new URL(server.url).origin);
          site.url = server.url;
          site.logs = server.logs;
        }
        return page.goto(site.url + path);
      },

      /** Waits until the app has replaced the static page. */
      started: () => expect(page.locator('#app:not([data-booting])')).toBeAttached(),
    };
    await use(site);

    // After this round trip, everything that the browser reported earlier has arrived.
    if (!page.isClosed()) await page.evaluate(() => 0).catch(() => {});
    // Requests from now on fail because the server stops, which is not an error of the app.
    const errors = [...recorded.errors];
    await Promise.all(servers.map((server) => server.stop()));
    const unknownHosts = recorded.requests
      .filter((request) => request.failure()?.errorText !== 'csp')
      .map((request) => request.url())
      .filter((url) => url.startsWith('http') && !allowedOrigins.has(new URL(url).origin))
      .map((url) => `unknown host: ${url}`);
    const unexpected = [...errors, ...unknownHosts].filter((text) => !allowedErrors.some((pattern) => pattern.test(text)));
    expect(unexpected, 'there are no unexpected errors').toEqual([]);
  },

  app: async ({ site, sandbox, corsProxy: proxy, page }, use) => {
    await sandbox.reset();
    site.allowOrigin(sandbox.url);
    site.allowOrigin(proxy.url);

    // The site is the prototype, so that its changing properties, such as `url`, are available here, too.
    const app = Object.assign(Object.create(site), {
      sandbox,
      proxy,

      /** Makes an account for config.json: by default the sandbox of Groove through the CORS proxy. */
      account: (changes) => ({
        id: 'acme',
        name: 'Acme',
        provider: 'groove',
        me: 'maya@tern.example',
        baseUrl: sandbox.groove.baseUrl,
        proxy: `${proxy.url}/`,
        ...changes,
      }),

      /** Makes an account for each helpdesk, with changes by account id: `acme` is Groove, `bee` SupportBee, `zaia` Zaia. */
      accounts: (changes = {}) => [
        app.account(changes.acme),
        app.account({ id: 'bee', name: 'Bee', provider: 'supportbee', baseUrl: sandbox.supportbee.baseUrl, me: me.bee, ...changes.bee }),
        app.account({ id: 'zaia', name: 'Zaia', provider: 'zaia', baseUrl: sandbox.zaia.baseUrl, me: me.zaia, ...changes.zaia }),
      ],

      /** Opens the app with accounts whose tokens are stored on the device, and waits until the list is loaded. */
      async openAccounts(path = '', options) {
        await app.openAccountsWithoutWaiting(path, options);
        await expect(page.getByRole('grid', { name: 'Tickets' })).toHaveAttribute('aria-busy', 'false');
      },

      /** Waits until all of the app's code was requested, including the part that is loaded later. */
      allCodeLoaded: () => expect.poll(() => app.requests.filter((it) => it.url().startsWith(app.url) && it.url().endsWith('.wasm')).length).toBe(2),

      /** As `openAccounts`, but returns without waiting for the list. */
      async openAccountsWithoutWaiting(path, { accounts = app.accounts(), title, ...options } = {}) {
        const tokens = accounts.map(({ id, provider, baseUrl, proxy }) => [id, { token: sandbox[provider].token, for: `${baseUrl} ${proxy ?? baseUrl}` }]);
        await page.addInitScript((tokens) => location.protocol === 'http:' && localStorage.setItem('deskbell.tokens', tokens), JSON.stringify(Object.fromEntries(tokens)));
        await app.open(path, { config: { version: 1, title, accounts }, ...options });
      },

      /** Waits until the conversation of the open ticket is loaded. */
      async conversationLoaded() {
        const feed = page.getByRole('feed', { name: 'Messages' });
        await expect(feed).toHaveAttribute('aria-busy', 'false');
        await expect(feed.getByRole('article').first()).toBeVisible();
      },

      /** Opens the first ticket of an account that matches the query, and returns its id. */
      async openFirstTicket(account, query = '') {
        await app.openAccounts(`?account=${account}${query}`);
        const ticket = page.getByRole('region', { name: 'Ticket', exact: true });
        await page.getByRole('grid', { name: 'Tickets' }).getByRole('row').nth(1).click();
        await expect(ticket).toHaveAttribute('aria-busy', 'false');
        await app.conversationLoaded();
        return new URL(page.url()).searchParams.get('ticket').split(':')[1];
      },

      /** Returns the requests that reached a helpdesk, as `METHOD /path?query` below its base, without the credential. */
      async requestsTo(provider, start = '') {
        const base = new URL(sandbox[provider].baseUrl).pathname;
        const own = (await sandbox.log()).filter(({ path }) => path.startsWith(`${base}/`));
        const lines = own.map(({ method, path }) => `${method} ${path.slice(base.length).replace(/[?&]auth_token=…/, '')}`);
        return lines.filter((line) => line.startsWith(start));
      },

      /** As `site.open`, but with the account of Groove in config.json. */
      open: (path, options) =>
        site.open(path, site.url && !options ? undefined : { config: { version: 1, accounts: [app.account()] }, ...options }),

      /** Returns the tickets of Groove as its API lists them, the newest first, and clears the log afterwards. */
      async tickets() {
        const all = await listTickets(sandbox.groove);
        await sandbox.reset();
        return all;
      },

      /** Returns the requests that reached Groove, as `METHOD /path?query` below its base, the oldest first. */
      async grooveRequests(start = '') {
        const lines = (await sandbox.log()).map(({ method, path }) => `${method} ${path.replace('/groove/v1', '')}`);
        return lines.filter((line) => line.startsWith(start));
      },

      /** Returns the writes that reached a helpdesk: method with path, body, and the status of the response. */
      async changes() {
        const writes = (await sandbox.log()).filter(({ method }) => method !== 'GET');
        return writes.map(({ method, path, body, status }) => [`${method} ${path.replace('/groove/v1', '')}`, body && JSON.parse(body), status]);
      },

      /** Changes the state of a ticket as another agent would. */
      async changeAsAnotherAgent({ number }, { state }) {
        const { baseUrl, token } = sandbox.groove;
        const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
        const answer = await fetch(`${baseUrl}/tickets/${number}/state`, { method: 'PUT', headers, body: JSON.stringify({ state }) });
        if (!answer.ok) throw new Error(`changing ticket ${number} failed with ${answer.status}: ${await answer.text()}`);
      },

      /** Opens the app, enters its token and waits until the list is loaded. */
      async signIn(path, options) {
        await app.open(path, options);
        await app.useToken();
        await expect(page.getByRole('grid', { name: 'Tickets' })).toHaveAttribute('aria-busy', 'false');
        await expect(page.getByRole('grid', { name: 'Tickets' }).getByRole('row').nth(1)).toBeVisible();
      },

      /** Fills in the token form of an account without a token. */
      async useToken(token = sandbox.groove.token) {
        await page.getByLabel('API token').fill(token);
        await page.getByRole('button', { name: 'Use token' }).click();
      },
    });
    await use(app);
  },
});

/** Fetches every page of the list without the app. */
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
