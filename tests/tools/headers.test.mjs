// What `make headers` prints for a configuration.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { narrow, recipes } from '../../tools/headers.mjs';

const directive = (config, name) => narrow(config).policy.split('; ').find((it) => it.startsWith(`${name} `));
const account = (more) => ({ id: 'acme', provider: 'groove', ...more });

test('connections are limited to the accounts\' hosts: the proxy, or the helpdesk if there is no proxy', () => {
  const cases = [
    [[], "connect-src 'self'"],
    [[account()], "connect-src 'self' https://api.groovehq.com"],
    [[account({ proxy: 'https://cors.acme.example/{url}' })], "connect-src 'self' https://cors.acme.example"],
    [[account({ proxy: 'https://cors.acme.example:8443/?url={encoded_url}' })], "connect-src 'self' https://cors.acme.example:8443"],
    [[account({ proxy: 'http://localhost:8080' })], "connect-src 'self' http://localhost:8080"],
    [[account({ proxy: '/proxy/groove/{path}' })], "connect-src 'self'"],
    [[account({ baseUrl: '/groove/v1', proxy: null })], "connect-src 'self'"],
    [[account(), { provider: 'zaia' }, { provider: 'supportbee', baseUrl: 'https://acme.supportbee.com' }, account()],
      "connect-src 'self' https://api.groovehq.com https://api.endless.zaia.app https://acme.supportbee.com"],
  ];
  for (const [accounts, expected] of cases) assert.equal(directive({ accounts }, 'connect-src'), expected);
});

test('remote images are allowed only if an account has pictures', () => {
  assert.equal(directive({ accounts: [account()] }, 'img-src'), "img-src 'self' data:");
  assert.equal(directive({ accounts: [account({ pictures: true })] }, 'img-src'), "img-src 'self' data: https:");
});

test('only the allowed origins can embed the page', () => {
  assert.equal(directive({}, 'frame-ancestors'), "frame-ancestors 'none'");
  assert.equal(directive({ embed: { allowedOrigins: ['https://portal.acme.example'] } }, 'frame-ancestors'),
    "frame-ancestors 'self' https://portal.acme.example");
});

test('all other directives are as strict as those of the page', () => {
  const { policy } = narrow({});
  for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "base-uri 'none'", "require-trusted-types-for 'script'"])
    assert.ok(policy.split('; ').includes(part), part);
  assert.ok(!policy.includes('unsafe-inline') && !policy.includes('\n'));
});

test('an invalid configuration is refused with the name of the field', () => {
  const cases = [
    [[], 'not an object'],
    [{ accounts: {} }, 'accounts is not a list'],
    [{ accounts: [account(), { provider: 'supportbee' }] }, 'accounts[1].baseUrl is missing'],
    [{ accounts: [account({ proxy: 'cors.acme.example' })] }, 'accounts[0].proxy'],
    [{ accounts: [account({ proxy: 'https://{host}/' })] }, 'accounts[0].proxy'],
    [{ accounts: [account({ proxy: 'https://a;b/' })] }, 'accounts[0].proxy'],
    [{ embed: { allowedOrigins: ['https://*.example'] } }, 'embed.allowedOrigins[0]'],
    [{ embed: { allowedOrigins: ['https://portal.example/'] } }, 'embed.allowedOrigins[0]'],
    [{ embed: { allowedOrigins: ["https://a.example; script-src 'unsafe-inline'"] } }, 'embed.allowedOrigins[0]'],
  ];
  for (const [config, words] of cases) assert.throws(() => narrow(config), ({ message }) => message.includes(words), JSON.stringify(config));
});

test('notes say what the policy blocks, and which connections are not encrypted', () => {
  assert.match(narrow({}).notes.join(), /lockSettings/);
  assert.deepEqual(narrow({ lockSettings: true, accounts: [account({ proxy: 'http://127.0.0.1:8080/' })] }).notes, []);
  assert.match(narrow({ lockSettings: true, accounts: [account({ proxy: 'http://cors.acme.example/' })] }).notes.join(), /without encryption/);
});

test('each recipe has the policy for the page only', () => {
  const { policy } = narrow({ accounts: [account()] });
  const all = recipes(policy);
  const rules = all._headers.split(/\n(?=\/)/).filter((rule) => rule.includes('Content-Security-Policy'));
  assert.deepEqual(rules.map((rule) => rule.split('\n')[0]), ['/', '/index.html']);
  for (const rule of rules) assert.ok(rule.includes(`Content-Security-Policy: ${policy}`));
  // Longer lines are dropped by Cloudflare Pages.
  assert.ok(all._headers.split('\n').every((line) => line.length < 2000));
  const vercel = JSON.parse(all['vercel.json']).headers.filter(({ headers }) => headers.some(({ key }) => key === 'Content-Security-Policy'));
  assert.deepEqual(vercel.map(({ source }) => source), ['/(index.html)?']);
  assert.equal(vercel[0].headers[0].value, policy);
  assert.ok(all.env.includes(`DESKBELL_POLICY="${policy}"`));
});

test('the command line prints all recipes or one, and fails on invalid files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deskbell-headers-'));
  const run = (text, ...more) => {
    const file = join(folder, 'config.json');
    writeFileSync(file, text);
    return spawnSync(process.execPath, [new URL('../../tools/headers.mjs', import.meta.url).pathname, file, ...more], { encoding: 'utf8' });
  };
  const all = run('{ "version": 1 }');
  assert.equal(all.status, 0);
  for (const name of ['policy', 'env', '_headers', 'vercel.json']) assert.ok(all.stdout.includes(`=== ${name}\n`));
  assert.match(all.stderr, /Note: /);
  assert.equal(run('{ "version": 1 }', '--only', 'policy').stdout, `Content-Security-Policy: ${narrow({}).policy}\n`);
  const broken = run('{ "accounts": [{ "provider": "supportbee" }] }');
  assert.equal(broken.status, 1);
  assert.match(broken.stderr, /accounts\[0\]\.baseUrl is missing/);
  assert.equal(run('{').status, 1);
  rmSync(folder, { recursive: true });
});
