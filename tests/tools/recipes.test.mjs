// The recipes in deploy/ whose programs do not run in tests, and the Worker, called as Cloudflare does.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import worker from '../../deploy/cloudflare-worker.js';
import { startUpstream } from '../e2e/support/upstream.mjs';

const read = (name) => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');
const names = (text, pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name));

test('the environment file has exactly the variables of the recipes for nginx and Caddy', () => {
  const given = names(read('deskbell.env'), /^([A-Z_]+)=/gm);
  const nginx = ['nginx/deskbell.conf.template', 'nginx/deskbell-api.conf.template'].flatMap((file) => [...names(read(file), /\$\{([A-Z_]+)\}/g)]);
  const caddy = [...names(read('Caddyfile'), /\{\$([A-Z_]+)[:}]/g)].filter((name) => name !== 'DESKBELL_ADMIN');
  assert.deepEqual([...given].sort(), [...new Set([...nginx, ...caddy])].sort());
});

test('the recipes for static hosts map the same paths to the same APIs', () => {
  const netlify = read('_redirects').split('\n').filter((line) => line && !line.startsWith('#')).map((line) => line.split(/\s+/));
  const vercel = JSON.parse(read('vercel.json')).rewrites;
  assert.equal(netlify.length, 3);
  for (const [at, [from, to, status]] of netlify.entries()) {
    assert.equal(status, '200');
    assert.equal(vercel[at].source, from.replace('*', ':path*'));
    assert.equal(vercel[at].destination, to.replace(':splat', ':path*'));
    assert.match(to, /^https:\/\/[\w.]+\/:splat$/);
  }
});

const page = 'https://support.acme.example';
const login = (credentials) => ({ Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` });
let api;
let variables;
before(async () => {
  api = await startUpstream();
  variables = { ORIGINS: `https://other.example ${page}`, GROOVE_UPSTREAM: api.url, SUPPORTBEE_UPSTREAM: api.url, ZAIA_UPSTREAM: api.url };
});
after(() => api.stop());

const call = (path, { method = 'GET', headers, body } = {}, more) =>
  worker.fetch(new Request(`https://worker.example${path}`, { method, body, headers: { Origin: page, ...headers } }), { ...variables, ...more });

test('the Worker passes on only six methods, the exact path and the agent\'s token', async () => {
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const body = ['GET', 'DELETE'].includes(method) ? undefined : '{"state":"closed"}';
    const headers = { Authorization: 'Bearer of-the-agent', 'Content-Type': 'application/json', Cookie: 'session=of-the-app', 'X-Forwarded-For': '10.0.0.1' };
    const answer = await call('/groove/v1/a%2Fb%20c?q=a%20b%26c%2B', { method, body, headers });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), page);
    assert.equal(answer.headers.get('Retry-After'), '7');
    for (const name of ['Set-Cookie', 'Location', 'WWW-Authenticate']) assert.equal(answer.headers.get(name), null, name);
    const last = api.received.at(-1);
    assert.deepEqual([last.method, last.url, last.body], [method, '/v1/a%2Fb%20c?q=a%20b%26c%2B', body ?? '']);
    assert.equal(last.headers.authorization, 'Bearer of-the-agent');
    for (const name of ['cookie', 'origin', 'x-forwarded-for']) assert.ok(!(name in last.headers), name);
  }
  const preflight = await call('/groove/v1/tickets', { method: 'OPTIONS' });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get('Access-Control-Allow-Methods'), /OPTIONS.*GET.*POST.*PUT.*PATCH.*DELETE/);
  assert.equal((await call('/groove/v1/tickets', { method: 'HEAD' })).status, 405);
});

test('the Worker sends requests only to its upstreams', async () => {
  const before = api.received.length;
  for (const path of ['/', '/https://stranger.example/', '/?url=https://stranger.example', '/toString/x', '/constructor/x', '/groove', '/__proto__/x'])
    assert.equal((await call(path)).status, 404, path);
  assert.equal(api.received.length, before);
  await call('/groove//stranger.example/x');
  await call('/groove/@stranger.example/x');
  assert.deepEqual(api.received.slice(before).map(({ url }) => url), ['//stranger.example/x', '/@stranger.example/x']);
});

test('a Worker with its own tokens requires a login', async () => {
  const own = { GROOVE_TOKEN: 'ours', SUPPORTBEE_TOKEN: 'o&rs', ZAIA_TOKEN: 'ours', CALLERS: 'maya:let me in\njosé:contraseña\n' };
  const before = api.received.length;
  for (const headers of [{}, login('maya:let me out'), login('maya:let me i'), login('maya:let me in '), login(''), { Authorization: 'Basic %%%' }, { Authorization: 'Bearer ours' }]) {
    const answer = await call('/groove/v1/tickets', { headers }, own);
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.get('Access-Control-Allow-Origin'), page);
  }
  assert.equal((await call('/groove/v1/tickets', { headers: login('') }, { ...own, CALLERS: undefined })).status, 401, 'without CALLERS every login is refused');
  assert.equal(api.received.length, before);
  for (const [path, url, credential] of [
    ['/proxy/groove/v1/tickets', '/v1/tickets', 'Bearer ours'],
    ['/zaia/api/v1/tickets', '/api/v1/tickets', 'ours'],
    ['/supportbee/tickets.json', '/tickets.json?auth_token=o%26rs', undefined],
    ['/supportbee/tickets.json?page=2', '/tickets.json?page=2&auth_token=o%26rs', undefined],
  ]) {
    assert.equal((await call(path, { headers: login('josé:contraseña') }, own)).status, 200);
    const last = api.received.at(-1);
    assert.deepEqual([last.url, last.headers.authorization], [url, credential]);
  }
});

test('only allowed origins can read responses and errors of the Worker', async () => {
  const other = await call('/groove/v1/tickets', { headers: { Origin: 'https://stranger.example' } });
  assert.equal(other.headers.get('Access-Control-Allow-Origin'), null);
  const down = await call('/groove/v1/tickets?q=secret', {}, { GROOVE_UPSTREAM: 'http://127.0.0.1:9' });
  assert.equal(down.status, 502);
  assert.equal(down.headers.get('Access-Control-Allow-Origin'), page);
  assert.ok(!(await down.text()).includes('secret'));
});
