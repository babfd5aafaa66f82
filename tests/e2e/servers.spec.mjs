// The servers with recipes in deploy/: the app under their policy, the headers of each file, and what their API proxies
// pass on.
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { narrow } from '../../tools/headers.mjs';
import { expect, test } from './support/app.mjs';
import { exerciseApis } from './support/exercise-apis.mjs';
import { caller, servers, startServer } from './support/servers.mjs';
import { screen } from './support/screen.mjs';
import { dist } from './support/services.mjs';
import { startUpstream } from './support/upstream.mjs';

const bases = ['/', '/deep/sub/path/'];
const basic = ({ username, password }) => ({ Authorization: `Basic ${btoa(`${username}:${password}`)}` });

/** Sends a request exactly as given: fetch would normalise the path, decode the body and drop headers. */
const ask = (url, { method = 'GET', headers = {}, body } = {}) => new Promise((resolve, reject) => {
  request(url, { method, headers }, async (response) => {
    const pieces = [];
    for await (const piece of response) pieces.push(piece);
    resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) });
  }).on('error', reject).end(body);
});

/** Makes accounts for a server that adds the credentials. */
const proxiedAccounts = (app, base) => app.accounts(Object.fromEntries([['acme', 'groove'], ['bee', 'supportbee'], ['zaia', 'zaia']]
  .map(([id, name]) => [id, { auth: 'proxy', proxy: `${base}proxy/${name}/{path}` }])));

for (const server of servers) {
  for (const base of bases) {
    test(`${server} at ${base}: list, ticket, mail, change, undo and an unknown path work`, async ({ app, page }) => {
      const number = await app.sandbox.deliver({ subject: 'As it came', html: '<p style="color: rgb(200, 0, 0)">In red</p>', text: 'In red' });
      await app.openAccounts(`?account=acme&ticket=acme:${number}`, { server, base, accounts: [app.account()] });
      const { rows, heading, editor, ticket } = screen(page);
      await expect(heading('As it came')).toBeVisible();
      // The frame's policy allows inline styles; the app's would not.
      await expect(ticket.frameLocator('iframe[title="Message content"]').getByText('In red')).toHaveCSS('color', 'rgb(200, 0, 0)');
      const before = await editor('State').inputValue();
      await page.keyboard.press('e');
      await expect(editor('State')).toHaveValue('Closed');
      await expect.poll(() => app.requestsTo('groove', 'PUT')).toHaveLength(1);
      await page.keyboard.press('z');
      await expect(editor('State')).toHaveValue(before);
      await expect.poll(() => app.requestsTo('groove', 'PUT')).toHaveLength(2);
      expect(await rows.count()).toBeGreaterThan(5);

      await page.reload();
      await expect(heading('As it came')).toBeVisible();
      await page.goto(`${app.url}was/never/here?account=acme&ticket=acme:${number}`);
      await expect(heading('As it came')).toBeVisible();
      expect(page.url()).toBe(`${app.url}?account=acme&ticket=acme:${number}`);
      expect(app.violations).toEqual([]);
    });
  }

  test(`${server} sends each file with its type, compressed, and with security headers`, async () => {
    const running = await startServer(server, { base: '/deep/sub/path/', config: { version: 1 } });
    const file = (pattern) => readdirSync(dist).find((name) => pattern.test(name));
    const files = {
      '': ['text/html', 'no-cache'],
      'index.html': ['text/html', 'no-cache'],
      'mail.html': ['text/html', 'no-cache'],
      'icons.svg': ['image/svg+xml', 'no-cache'],
      'demo.js': ['javascript', 'no-cache'],
      [file(/^app-.*\.css$/)]: ['text/css', 'immutable'],
      [file(/^boot-.*\.js$/)]: ['javascript', 'immutable'],
      [file(/^deskbell-.*_bg\.wasm$/)]: ['application/wasm', 'immutable'],
      [file(/^later-.*\.wasm$/)]: ['application/wasm', 'immutable'],
    };
    for (const [name, [type, caching]] of Object.entries(files)) {
      for (const [accepted, encoding, suffix] of [['gzip, br', 'br', '.br'], ['gzip', 'gzip', '.gz'], ['identity', undefined, '']]) {
        const { status, headers, body } = await ask(running.url + name, { headers: { 'Accept-Encoding': accepted } });
        const about = `${name || 'the folder'} for ${accepted}`;
        expect(status, about).toBe(200);
        expect(headers['content-type'], about).toContain(type);
        expect(headers['cache-control'], about).toContain(caching);
        expect(headers['content-encoding'], about).toBe(encoding);
        if (encoding) expect(headers.vary, about).toContain('Accept-Encoding');
        expect(body.equals(readFileSync(`${dist}/${name || 'index.html'}${suffix}`)), `${about} is the built file`).toBe(true);
        expect(headers['x-content-type-options'], about).toBe('nosniff');
        expect(headers['referrer-policy'], about).toBe('no-referrer');
        expect(headers['permissions-policy'], about).toContain('camera=()');
        const isPage = name === '' || name === 'index.html';
        expect(headers['content-security-policy'], about).toBe(isPage ? "frame-ancestors 'self'" : undefined);
        expect(headers['x-frame-options'], about).toBe(undefined);
      }
    }
    const { headers } = await ask(`${running.url}config.json`);
    expect([headers['content-type'], headers['cache-control']]).toEqual(['application/json', 'no-cache']);
    expect((await ask(`${running.url}missing.js`)).status).toBe(404);
    await running.stop();
  });

  test(`${server} applies the narrow policy that \`make headers\` prints`, async ({ app, page }) => {
    app.allowErrors(/connect-src|violates the document's Content Security Policy/);
    const accounts = [app.account()];
    const number = await app.sandbox.deliver({ subject: 'As it came', html: '<p style="color: rgb(200, 0, 0)">In red</p>', text: 'In red' });
    const { policy } = narrow({ version: 1, accounts });
    await app.openAccounts(`?account=acme&ticket=acme:${number}`, { server, accounts, environment: { DESKBELL_POLICY: policy } });
    const { ticket } = screen(page);
    await expect(ticket.frameLocator('iframe[title="Message content"]').getByText('In red')).toHaveCSS('color', 'rgb(200, 0, 0)');
    expect(app.violations).toEqual([]);
    // The policy of the page alone would allow this request.
    const fetchResult = (url) => page.evaluate((address) => fetch(address, { mode: 'no-cors' }).then(() => 'sent', ({ name }) => name), url);
    expect(await fetchResult(app.proxy.url)).toBe('sent');
    expect(await fetchResult(app.sandbox.url)).toBe('TypeError');
    await expect.poll(() => app.violations.map(({ directive }) => directive)).toEqual(['connect-src']);
  });

  test(`${server} responds with 404 if there is no config.json`, async ({ site, page }) => {
    site.allowErrors(/^console: .*404/);
    await site.open('', { server, config: undefined });
    await site.started();
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  });

  test.describe(`${server} adds the credentials`, () => {
    test.use({ httpCredentials: caller });

    test('for users who are logged in: the browser uses three helpdesks without a token', async ({ app, page, sandbox }) => {
      const base = '/deep/sub/path/';
      const accounts = proxiedAccounts(app, base);
      await app.open('?account=all', { server, base, sandbox, config: { version: 1, accounts }, environment: { DESKBELL_LOGIN: 'Deskbell' } });
      await exerciseApis(app, page);

      // No credential is in the browser's storage, in its requests, or in the server's logs.
      const stored = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
      const sent = await Promise.all(app.requests.map(async (it) => it.url() + JSON.stringify(await it.allHeaders())));
      for (const text of [stored, ...sent, app.logs()]) expect(text).not.toMatch(/demo-(token|key)/);
      expect(app.logs()).toContain('/proxy/supportbee/supportbee/tickets/search.json');
      expect(app.logs()).not.toMatch(/[?&]\w+=|a\+b|a%2Bb/);
    });

    test('and if the helpdesk refuses one, does not ask agents for it', async ({ app, page, sandbox }) => {
      app.allowErrors(/^console: .*401/);
      await app.open('?account=acme', { server, base: '/', sandbox, config: { version: 1, accounts: proxiedAccounts(app, '/') }, environment: { DESKBELL_LOGIN: 'Deskbell' } });
      const { rows, button, alerts } = screen(page);
      await expect(rows.first()).toBeVisible();
      await sandbox.fault({ path: '/groove/v1/tickets', status: 401, body: '{}', contentType: 'application/json' });
      await button('Refresh').click();
      await expect(alerts).toContainText('The helpdesk refused the credential that the proxy adds. The operator of the proxy must renew it.');
      await expect(page.getByLabel('API token')).toHaveCount(0);
      expect(await rows.count()).toBeGreaterThan(0);
      await button('Try again').click();
      await expect(alerts).toBeHidden();
    });
  });

  test(`${server} requires a login, passes six methods, drops cookies and logs no query`, async () => {
    const upstream = await startUpstream();
    const origin = 'https://app.example';
    const running = await startServer(server, { sandbox: upstream, environment: { DESKBELL_ORIGIN: origin, DESKBELL_LOGIN: 'Deskbell' } });
    const tickets = `${running.url}proxy/groove/v1/tickets`;
    const readable = ({ headers }) => expect([headers['access-control-allow-origin'], headers['access-control-expose-headers']]).toEqual([origin, 'Retry-After']);

    for (const headers of [{}, basic({ ...caller, password: 'let me out' }), { Authorization: 'Bearer of-an-outsider' }]) {
      const refused = await ask(tickets, { headers: { Origin: origin, ...headers } });
      expect(refused.status).toBe(401);
      readable(refused);
    }
    expect((await ask(running.url)).status, 'the page requires the login, too').toBe(401);
    const preflight = await ask(tickets, { method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'PATCH', 'Access-Control-Request-Headers': 'authorization,content-type' } });
    expect(preflight.status).toBe(204);
    readable(preflight);
    for (const method of ['OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE']) expect(preflight.headers['access-control-allow-methods']).toContain(method);
    expect(upstream.received, 'nothing reached the API').toEqual([]);

    const body = '{"state":"closed"}';
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const sent = ['GET', 'DELETE'].includes(method) ? undefined : body;
      const answer = await ask(`${tickets}/7/a%2Fb%20c?q=a%20b%26c%2B&page=2`, {
        method,
        body: sent,
        headers: { ...basic(caller), Origin: origin, Cookie: 'session=of-the-app', 'Content-Type': 'application/json' },
      });
      expect(answer.status).toBe(200);
      readable(answer);
      expect(answer.headers['retry-after']).toBe('7');
      expect(answer.headers['cache-control']).toBe('private, no-store');
      for (const name of ['set-cookie', 'location', 'www-authenticate']) expect(answer.headers, name).not.toHaveProperty(name);
      const last = upstream.received.at(-1);
      expect([last.method, last.url, last.body]).toEqual([method, '/v1/tickets/7/a%2Fb%20c?q=a%20b%26c%2B&page=2', sent ?? '']);
      expect(last.headers.authorization).toBe('Bearer groove-demo-token');
      expect(last.headers).not.toHaveProperty('cookie');
    }
    for (const method of ['HEAD', 'PROPFIND', 'TRACE']) expect((await ask(tickets, { method, headers: basic(caller) })).status, method).toBe(405);
    for (const [path, url, credential] of [
      ['supportbee/tickets.json', '/tickets.json?auth_token=supportbee-demo-token', undefined],
      ['supportbee/tickets.json?page=2', '/tickets.json?page=2&auth_token=supportbee-demo-token', undefined],
      ['zaia/api/v1/tickets', '/api/v1/tickets', 'zaia-demo-key'],
      // No path can change the target's host.
      ['groove/@stranger.example/', '/@stranger.example/', 'Bearer groove-demo-token'],
      ['groove//stranger.example/', '/stranger.example/', 'Bearer groove-demo-token'],
    ]) {
      await ask(`${running.url}proxy/${path}`, { headers: basic(caller) });
      const last = upstream.received.at(-1);
      expect([last.url.replace('?&', '?').replace(/^\/\//, '/'), last.headers.authorization]).toEqual([url, credential]);
    }
    const others = await ask(tickets, { headers: { ...basic(caller), Origin: 'https://stranger.example' } });
    expect(others.headers).not.toHaveProperty('access-control-allow-origin');

    await upstream.stop();
    const down = await ask(`${running.url}proxy/supportbee/tickets.json?query=lamp`, { headers: { ...basic(caller), Origin: origin } });
    expect(down.status).toBe(502);
    readable(down);
    expect(down.body.toString()).not.toContain('demo-token');
    // The logs are complete when the server has stopped.
    const logs = await running.stop();
    expect(logs).toContain('/proxy/groove/v1/tickets/7/');
    expect(logs).not.toMatch(/[?&]\w+=|demo-(token|key)|lamp|of-the-app|let me in/);
  });
}

test('the app works on a server that returns the page for every path', async ({ site, page }) => {
  await site.open('', { fallback: true, base: '/deep/sub/path/', config: undefined });
  await site.started();
  await page.goto(`${site.url}unknown?demo=30&status=opened`);
  await site.started();
  await expect(screen(page).rows.first()).toBeVisible();
  expect(new URL(page.url()).searchParams.get('status')).toBe('opened');
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
});
