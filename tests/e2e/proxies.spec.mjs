// Common proxies, each run for real: everything that an agent does in the three helpdesks works through them, and their
// errors are distinguished from those of a helpdesk.
import { expect, test } from './support/app.mjs';
import { exerciseApis } from './support/exercise-apis.mjs';
import { caller, startServer } from './support/servers.mjs';
import { startLocalCorsProxy, startQueryProxy, startTrunk } from './support/proxies.mjs';
import { screen } from './support/screen.mjs';
import { freePort, startProxy } from './support/services.mjs';
import { startWorker } from './support/worker.mjs';

/** Makes the settings of the three accounts with a function of the API's name. */
const forEachApi = (settings) => ({ acme: settings('groove'), bee: settings('supportbee'), zaia: settings('zaia') });
const upstreams = (target) => ({ GROOVE_UPSTREAM: `${target}/groove`, SUPPORTBEE_UPSTREAM: `${target}/supportbee`, ZAIA_UPSTREAM: `${target}/zaia` });
/** The real base addresses, for proxies that map them to the sandbox. */
const realBaseUrls = { groove: 'https://api.groovehq.com/v1', supportbee: 'https://acme.supportbee.example', zaia: 'https://api.endless.zaia.app' };
const paths = { groove: '/groove/v1', supportbee: '/supportbee', zaia: '/zaia' };

/**
 * The proxies: `start` runs one for the helpdesks at `target`, and returns it with the settings of the accounts. `gone`
 * and `down` are the app's messages without the proxy, and without the helpdesk behind it.
 */
const proxies = {
  'cors-anywhere': {
    async start(target) {
      const proxy = await startProxy();
      return { ...proxy, accounts: forEachApi((api) => ({ baseUrl: target + paths[api], proxy: `${proxy.url}/` })) };
    },
    gone: "The CORS proxy can't be reached",
    down: 'The proxy responded instead of the helpdesk',
  },
  'local-cors-proxy': {
    async start(target) {
      const proxy = await startLocalCorsProxy(target);
      return { ...proxy, accounts: forEachApi((api) => ({ baseUrl: proxy.url + paths[api], proxy: undefined })) };
    },
    gone: "The helpdesk can't be reached",
    // It exits when it cannot reach its target.
    down: "The helpdesk can't be reached",
  },
  'a proxy that takes the address encoded': {
    async start(target) {
      const proxy = await startQueryProxy(target);
      const settings = (api) => ({ baseUrl: target + paths[api], proxy: `${proxy.url}/?key=1&url={encoded_url}`, proxyHeaders: { 'X-Api-Key': 'ours' } });
      return { ...proxy, accounts: forEachApi(settings) };
    },
    gone: "The CORS proxy can't be reached",
    down: 'The CORS proxy got no valid response from the helpdesk (502)',
  },
  'the Cloudflare Worker': {
    async start(target, origin) {
      const worker = await startWorker({ ORIGINS: origin, ...upstreams(target) });
      return { ...worker, accounts: forEachApi((api) => ({ baseUrl: realBaseUrls[api], proxy: `${worker.url}/${api}/{path}` })) };
    },
    gone: "The CORS proxy can't be reached",
    down: 'The CORS proxy got no valid response from the helpdesk (502)',
  },
  'nginx, which adds the credentials': {
    start(target) {
      let nginx;
      return {
        url: target,
        server: async (options) => (nginx = await startServer('nginx', { ...options, sandbox: { url: target } })),
        stop: () => nginx.stop(),
        accounts: forEachApi((api) => ({ baseUrl: target + paths[api], auth: 'proxy', proxy: `/proxy/${api}/{path}` })),
      };
    },
    gone: "The CORS proxy can't be reached",
    down: 'The CORS proxy got no valid response from the helpdesk (502)',
  },
  "trunk's dev server": {
    async start(target) {
      const trunk = await startTrunk(target);
      return { ...trunk, accounts: forEachApi((api) => ({ baseUrl: realBaseUrls[api], proxy: `/proxy/${api}/{path}` })) };
    },
    gone: "The CORS proxy can't be reached",
    down: /(got no valid response from the helpdesk|has an internal error) \(50\d\)/,
  },
};

// Only nginx requires these.
test.use({ httpCredentials: caller });

let proxy;

/** Opens the app with its accounts behind a proxy of this kind. */
async function begin(app, kind, target, query = '?account=all') {
  const port = await freePort();
  proxy = await kind.start(target, `http://127.0.0.1:${port}`);
  app.allowOrigin(proxy.url);
  await app.openAccountsWithoutWaiting(query, { accounts: app.accounts(proxy.accounts), port, server: proxy.server });
}

test.afterEach(async ({ page }) => {
  // Close the page first, so that pending requests do not fail when the proxy stops.
  await page.close();
  await proxy.stop();
});

for (const [name, kind] of Object.entries(proxies)) {
  test(`${name}: three helpdesks are read and changed, also with reserved characters`, async ({ app, page, sandbox }) => {
    await begin(app, kind, sandbox.url);
    await exerciseApis(app, page);
  });

  test(`${name}: a refusal by the helpdesk and a stopped proxy have different errors`, async ({ app, page, sandbox }) => {
    app.allowErrors(/^console: /);
    const { alerts, rows, button } = screen(page);
    await begin(app, kind, sandbox.url, '?account=acme');
    await expect(rows.first()).toBeVisible();
    await sandbox.fault({ path: '/groove/v1/tickets', status: 403, body: '{"error":"Not for this token"}', contentType: 'application/json' });
    await button('Refresh').click();
    await expect(alerts.filter({ hasText: "Your token isn't allowed to do this: Not for this token" })).toBeVisible();
    await proxy.stop();
    await button('Refresh').click();
    await expect(alerts.filter({ hasText: kind.gone })).toBeVisible();
  });

  test(`${name}: an error is shown if the helpdesk behind it is down`, async ({ app, page }) => {
    app.allowErrors(/^console: /);
    await begin(app, kind, 'http://127.0.0.1:9', '?account=acme');
    await expect(screen(page).alerts.filter({ hasText: kind.down })).toBeVisible({ timeout: 30_000 });
  });
}
