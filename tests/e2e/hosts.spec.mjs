// The hosts that deploy/ has recipes for: the app on them with its policy on, what they send with each file, and what the
// APIs that they map let through.
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { narrow } from '../../tools/headers.mjs';
import { expect, test } from './support/desk.mjs';
import { workThrough } from './support/errands.mjs';
import { caller, hosts, startHost } from './support/hosts.mjs';
import { screen } from './support/screen.mjs';
import { dist } from './support/services.mjs';
import { startUpstream } from './support/upstream.mjs';

const bases = ['/', '/deep/sub/path/'];
const basic = ({ username, password }) => ({ Authorization: `Basic ${btoa(`${username}:${password}`)}` });

/** Asks as it is written: fetch would tidy the path, decode the body and keep headers back. */
const ask = (url, { method = 'GET', headers = {}, body } = {}) => new Promise((answered, failed) => {
  request(url, { method, headers }, async (response) => {
    const pieces = [];
    for await (const piece of response) pieces.push(piece);
    answered({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) });
  }).on('error', failed).end(body);
});

/** The accounts as a deployer sets them up whose host adds the credentials. */
const mapped = (desk, base) => desk.accounts(Object.fromEntries([['acme', 'groove'], ['bee', 'supportbee'], ['zaia', 'zaia']]
  .map(([id, name]) => [id, { auth: 'proxy', proxy: `${base}proxy/${name}/{path}` }])));

for (const host of hosts) {
  for (const base of bases) {
    test(`${host} at ${base}: a list, a ticket, a mail, a change and its undo, and a link that leads nowhere`, async ({ desk, page }) => {
      const number = await desk.sandbox.deliver({ subject: 'As it came', html: '<p style="color: rgb(200, 0, 0)">In red</p>', text: 'In red' });
      await desk.enterAll(`?account=acme&ticket=acme:${number}`, { host, base, accounts: [desk.account()] });
      const { rows, heading, editor, ticket } = screen(page);
      await expect(heading('As it came')).toBeVisible();
      // The frame's own policy lets inline styles be; the app's would not.
      await expect(ticket.frameLocator('iframe[title="Message content"]').getByText('In red')).toHaveCSS('color', 'rgb(200, 0, 0)');
      const before = await editor('State').inputValue();
      await page.keyboard.press('e');
      await expect(editor('State')).toHaveValue('Closed');
      await expect.poll(() => desk.askedOf('groove', 'PUT')).toHaveLength(1);
      await page.keyboard.press('z');
      await expect(editor('State')).toHaveValue(before);
      await expect.poll(() => desk.askedOf('groove', 'PUT')).toHaveLength(2);
      expect(await rows.count()).toBeGreaterThan(5);

      await page.reload();
      await expect(heading('As it came')).toBeVisible();
      await page.goto(`${desk.url}was/never/here?account=acme&ticket=acme:${number}`);
      await expect(heading('As it came')).toBeVisible();
      expect(page.url()).toBe(`${desk.url}?account=acme&ticket=acme:${number}`);
      expect(desk.violations).toEqual([]);
    });
  }

  test(`${host} sends each file with its type, compressed, and with what the page's own policy cannot say`, async () => {
    const server = await startHost(host, { base: '/deep/sub/path/', config: { version: 1 } });
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
        const { status, headers, body } = await ask(server.url + name, { headers: { 'Accept-Encoding': accepted } });
        const about = `${name || 'the folder'} for ${accepted}`;
        expect(status, about).toBe(200);
        expect(headers['content-type'], about).toContain(type);
        expect(headers['cache-control'], about).toContain(caching);
        expect(headers['content-encoding'], about).toBe(encoding);
        if (encoding) expect(headers.vary, about).toContain('Accept-Encoding');
        expect(body.equals(readFileSync(`${dist}/${name || 'index.html'}${suffix}`)), `${about} is the file as it was built`).toBe(true);
        expect(headers['x-content-type-options'], about).toBe('nosniff');
        expect(headers['referrer-policy'], about).toBe('no-referrer');
        expect(headers['permissions-policy'], about).toContain('camera=()');
        const isPage = name === '' || name === 'index.html';
        expect(headers['content-security-policy'], about).toBe(isPage ? "frame-ancestors 'self'" : undefined);
        expect(headers['x-frame-options'], about).toBe(undefined);
      }
    }
    const { headers } = await ask(`${server.url}config.json`);
    expect([headers['content-type'], headers['cache-control']]).toEqual(['application/json', 'no-cache']);
    expect((await ask(`${server.url}missing.js`)).status).toBe(404);
    await server.stop();
  });

  test(`${host} narrows the policy to one deployment, as \`make headers\` prints it`, async ({ desk, page }) => {
    desk.tolerate(/connect-src|violates the document's Content Security Policy/);
    const accounts = [desk.account()];
    const number = await desk.sandbox.deliver({ subject: 'As it came', html: '<p style="color: rgb(200, 0, 0)">In red</p>', text: 'In red' });
    const { policy } = narrow({ version: 1, accounts });
    await desk.enterAll(`?account=acme&ticket=acme:${number}`, { host, accounts, environment: { DESKBELL_POLICY: policy } });
    const { ticket } = screen(page);
    await expect(ticket.frameLocator('iframe[title="Message content"]').getByText('In red')).toHaveCSS('color', 'rgb(200, 0, 0)');
    expect(desk.violations).toEqual([]);
    // The policy of the page alone would let this through.
    const ask = (url) => page.evaluate((address) => fetch(address, { mode: 'no-cors' }).then(() => 'asked', ({ name }) => name), url);
    expect(await ask(desk.proxy.url)).toBe('asked');
    expect(await ask(desk.sandbox.url)).toBe('TypeError');
    await expect.poll(() => desk.violations.map(({ directive }) => directive)).toEqual(['connect-src']);
  });

  test(`${host} has no config.json and says so`, async ({ site, page }) => {
    site.tolerate(/^console: .*404/);
    await site.open('', { host, config: undefined });
    await site.started();
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
  });

  test.describe(`${host} adds the credentials`, () => {
    test.use({ httpCredentials: caller });

    test('to the calls of those who logged in: three helpdesks are read and changed without a token in the browser', async ({ desk, page, sandbox }) => {
      const base = '/deep/sub/path/';
      const accounts = mapped(desk, base);
      await desk.open('?account=all', { host, base, sandbox, config: { version: 1, accounts }, environment: { DESKBELL_LOGIN: 'Deskbell' } });
      await workThrough(desk, page);

      // Nothing of it is anywhere in the browser, in what it sent, or in what the host wrote down.
      const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
      const sent = await Promise.all(desk.requests.map(async (it) => it.url() + JSON.stringify(await it.allHeaders())));
      for (const place of [kept, ...sent, desk.logs()]) expect(place).not.toMatch(/demo-(token|key)/);
      expect(desk.logs()).toContain('/proxy/supportbee/supportbee/tickets/search.json');
      expect(desk.logs()).not.toMatch(/[?&]\w+=|a\+b|a%2Bb/);
    });

    test('and when the helpdesk refuses one, asks no agent for it', async ({ desk, page, sandbox }) => {
      desk.tolerate(/^console: .*401/);
      await desk.open('?account=acme', { host, base: '/', sandbox, config: { version: 1, accounts: mapped(desk, '/') }, environment: { DESKBELL_LOGIN: 'Deskbell' } });
      const { rows, button, trouble } = screen(page);
      await expect(rows.first()).toBeVisible();
      await sandbox.fault({ path: '/groove/v1/tickets', status: 401, body: '{}', contentType: 'application/json' });
      await button('Refresh').click();
      await expect(trouble).toContainText('The helpdesk refused the credential that the proxy adds. The operator of the proxy must renew it.');
      await expect(page.getByLabel('API token')).toHaveCount(0);
      expect(await rows.count()).toBeGreaterThan(0);
      await button('Try again').click();
      await expect(trouble).toBeHidden();
    });
  });

  test(`${host} refuses strangers, passes six methods, keeps cookies apart and writes down no query`, async () => {
    const upstream = await startUpstream();
    const app = 'https://app.example';
    const server = await startHost(host, { sandbox: upstream, environment: { DESKBELL_ORIGIN: app, DESKBELL_LOGIN: 'Deskbell' } });
    const tickets = `${server.url}proxy/groove/v1/tickets`;
    const readable = ({ headers }) => expect([headers['access-control-allow-origin'], headers['access-control-expose-headers']]).toEqual([app, 'Retry-After']);

    for (const headers of [{}, basic({ ...caller, password: 'let me out' }), { Authorization: 'Bearer of-a-stranger' }]) {
      const refused = await ask(tickets, { headers: { Origin: app, ...headers } });
      expect(refused.status).toBe(401);
      readable(refused);
    }
    expect((await ask(server.url)).status, 'the page asks too').toBe(401);
    const question = await ask(tickets, { method: 'OPTIONS', headers: { Origin: app, 'Access-Control-Request-Method': 'PATCH', 'Access-Control-Request-Headers': 'authorization,content-type' } });
    expect(question.status).toBe(204);
    readable(question);
    for (const method of ['OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE']) expect(question.headers['access-control-allow-methods']).toContain(method);
    expect(upstream.seen, 'nobody came through').toEqual([]);

    const body = '{"state":"closed"}';
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const sent = ['GET', 'DELETE'].includes(method) ? undefined : body;
      const answer = await ask(`${tickets}/7/a%2Fb%20c?q=a%20b%26c%2B&page=2`, {
        method,
        body: sent,
        headers: { ...basic(caller), Origin: app, Cookie: 'session=of-the-app', 'Content-Type': 'application/json' },
      });
      expect(answer.status).toBe(200);
      readable(answer);
      expect(answer.headers['retry-after']).toBe('7');
      expect(answer.headers['cache-control']).toBe('private, no-store');
      for (const name of ['set-cookie', 'location', 'www-authenticate']) expect(answer.headers, name).not.toHaveProperty(name);
      const last = upstream.seen.at(-1);
      expect([last.method, last.url, last.body]).toEqual([method, '/v1/tickets/7/a%2Fb%20c?q=a%20b%26c%2B&page=2', sent ?? '']);
      expect(last.headers.authorization).toBe('Bearer groove-demo-token');
      expect(last.headers).not.toHaveProperty('cookie');
    }
    for (const method of ['HEAD', 'PROPFIND', 'TRACE']) expect((await ask(tickets, { method, headers: basic(caller) })).status, method).toBe(405);
    for (const [path, url, credential] of [
      ['supportbee/tickets.json', '/tickets.json?auth_token=supportbee-demo-token', undefined],
      ['supportbee/tickets.json?page=2', '/tickets.json?page=2&auth_token=supportbee-demo-token', undefined],
      ['zaia/api/v1/tickets', '/api/v1/tickets', 'zaia-demo-key'],
      // No path makes another host of the target.
      ['groove/@stranger.example/', '/@stranger.example/', 'Bearer groove-demo-token'],
      ['groove//stranger.example/', '/stranger.example/', 'Bearer groove-demo-token'],
    ]) {
      await ask(`${server.url}proxy/${path}`, { headers: basic(caller) });
      const last = upstream.seen.at(-1);
      expect([last.url.replace('?&', '?').replace(/^\/\//, '/'), last.headers.authorization]).toEqual([url, credential]);
    }
    const others = await ask(tickets, { headers: { ...basic(caller), Origin: 'https://stranger.example' } });
    expect(others.headers).not.toHaveProperty('access-control-allow-origin');

    await upstream.stop();
    const down = await ask(`${server.url}proxy/supportbee/tickets.json?query=lamp`, { headers: { ...basic(caller), Origin: app } });
    expect(down.status).toBe(502);
    readable(down);
    expect(down.body.toString()).not.toContain('demo-token');
    // What was written down is there when the program has ended.
    const written = await server.stop();
    expect(written).toContain('/proxy/groove/v1/tickets/7/');
    expect(written).not.toMatch(/[?&]\w+=|demo-(token|key)|lamp|of-the-app|let me in/);
  });
}

test('a host that answers everything with the page', async ({ site, page }) => {
  await site.open('', { fallback: true, base: '/deep/sub/path/', config: undefined });
  await site.started();
  await page.goto(`${site.url}unknown?demo=30&status=opened`);
  await site.started();
  await expect(screen(page).rows.first()).toBeVisible();
  expect(new URL(page.url()).searchParams.get('status')).toBe('opened');
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
});
