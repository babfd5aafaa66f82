// The proxies that people use, each run for real: what an agent does in all three helpdesks goes through it, and what it
// says when it fails is told from what a helpdesk says.
import { expect, test } from './support/desk.mjs';
import { workThrough } from './support/errands.mjs';
import { caller, startHost } from './support/hosts.mjs';
import { startLocalCorsProxy, startQueryProxy, startTrunk } from './support/proxies.mjs';
import { screen } from './support/screen.mjs';
import { freePort, startProxy } from './support/services.mjs';
import { startWorker } from './support/worker.mjs';

/** Settings of the three accounts from one function of the name of an API. */
const each = (settings) => ({ acme: settings('groove'), bee: settings('supportbee'), zaia: settings('zaia') });
const upstreams = (target) => ({ GROOVE_UPSTREAM: `${target}/groove`, SUPPORTBEE_UPSTREAM: `${target}/supportbee`, ZAIA_UPSTREAM: `${target}/zaia` });
/** The addresses that the accounts of a deployment have, where the proxy knows what they stand for. */
const real = { groove: 'https://api.groovehq.com/v1', supportbee: 'https://acme.supportbee.example', zaia: 'https://api.endless.zaia.app' };
const paths = { groove: '/groove/v1', supportbee: '/supportbee', zaia: '/zaia' };

/**
 * The ways: `start` runs a proxy for the helpdesks at `target`, and answers with it and the settings of the accounts. `gone`
 * and `down` are what the app says without the proxy, and without the helpdesk behind it.
 */
const ways = {
  'cors-anywhere': {
    async start(target) {
      const proxy = await startProxy();
      return { ...proxy, accounts: each((api) => ({ baseUrl: target + paths[api], proxy: `${proxy.url}/` })) };
    },
    gone: 'The CORS proxy cannot be reached',
    down: 'The proxy answered instead of the helpdesk',
  },
  'local-cors-proxy': {
    async start(target) {
      const proxy = await startLocalCorsProxy(target);
      return { ...proxy, accounts: each((api) => ({ baseUrl: proxy.url + paths[api], proxy: undefined })) };
    },
    gone: 'The helpdesk cannot be reached',
    // It ends when it cannot reach its target.
    down: 'The helpdesk cannot be reached',
  },
  'a proxy that takes the address encoded': {
    async start(target) {
      const proxy = await startQueryProxy(target);
      const settings = (api) => ({ baseUrl: target + paths[api], proxy: `${proxy.url}/?key=1&url={encoded_url}`, proxyHeaders: { 'X-Api-Key': 'ours' } });
      return { ...proxy, accounts: each(settings) };
    },
    gone: 'The CORS proxy cannot be reached',
    down: 'The CORS proxy got no valid response from the helpdesk (502)',
  },
  'the Cloudflare Worker': {
    async start(target, origin) {
      const worker = await startWorker({ ORIGINS: origin, ...upstreams(target) });
      return { ...worker, accounts: each((api) => ({ baseUrl: real[api], proxy: `${worker.url}/${api}/{path}` })) };
    },
    gone: 'The CORS proxy cannot be reached',
    down: 'The CORS proxy got no valid response from the helpdesk (502)',
  },
  'nginx, which adds the credentials': {
    start(target) {
      let server;
      return {
        url: target,
        host: async (options) => (server = await startHost('nginx', { ...options, sandbox: { url: target } })),
        stop: () => server.stop(),
        accounts: each((api) => ({ baseUrl: target + paths[api], auth: 'proxy', proxy: `/proxy/${api}/{path}` })),
      };
    },
    gone: 'The CORS proxy cannot be reached',
    down: 'The CORS proxy got no valid response from the helpdesk (502)',
  },
  "trunk's dev server": {
    async start(target) {
      const trunk = await startTrunk(target);
      return { ...trunk, accounts: each((api) => ({ baseUrl: real[api], proxy: `/proxy/${api}/{path}` })) };
    },
    gone: 'The CORS proxy cannot be reached',
    down: /(got no good answer from the helpdesk|has a problem of its own) \(50\d\)/,
  },
};

// Asked for by nginx alone.
test.use({ httpCredentials: caller });

let proxy;

/** Opens the app with its accounts behind a proxy of that kind. */
async function begin(desk, way, target, query = '?account=all') {
  const port = await freePort();
  proxy = await way.start(target, `http://127.0.0.1:${port}`);
  desk.know(proxy.url);
  await desk.visit(query, { accounts: desk.accounts(proxy.accounts), port, host: proxy.host });
}

test.afterEach(async ({ page }) => {
  // What the page still asks for is nobody's trouble any more.
  await page.close();
  await proxy.stop();
});

for (const [name, way] of Object.entries(ways)) {
  test(`${name}: three helpdesks are read and changed, reserved characters and all`, async ({ desk, page, sandbox }) => {
    await begin(desk, way, sandbox.url);
    await workThrough(desk, page);
  });

  test(`${name}: what the helpdesk refuses, and a proxy that is gone`, async ({ desk, page, sandbox }) => {
    desk.tolerate(/^console: /);
    const { trouble, rows, button } = screen(page);
    await begin(desk, way, sandbox.url, '?account=acme');
    await expect(rows.first()).toBeVisible();
    await sandbox.fault({ path: '/groove/v1/tickets', status: 403, body: '{"error":"Not for this token"}', contentType: 'application/json' });
    await button('Refresh').click();
    await expect(trouble.filter({ hasText: "Your token isn't allowed to do this: Not for this token" })).toBeVisible();
    await proxy.stop();
    await button('Refresh').click();
    await expect(trouble.filter({ hasText: way.gone })).toBeVisible();
  });

  test(`${name}: the helpdesk behind it is down`, async ({ desk, page }) => {
    desk.tolerate(/^console: /);
    await begin(desk, way, 'http://127.0.0.1:9', '?account=acme');
    await expect(screen(page).trouble.filter({ hasText: way.down })).toBeVisible({ timeout: 30_000 });
  });
}
