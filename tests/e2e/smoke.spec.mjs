// The static page around the app: paths from which it can be served, its skeleton, and its errors.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/app.mjs';
import { dist } from './support/services.mjs';

const failure = (page) => page.getByRole('alert');

for (const base of ['/', '/deep/sub/path/']) {
  test(`starts from ${base}`, async ({ site, page }) => {
    await site.open('', { base });
    await site.started();
    await page.goto(`${site.url}index.html?demo=10`);
    await site.started();
  });
}

test('the wasm file is loaded once', async ({ site }) => {
  await site.open();
  await site.started();
  expect(site.requests.filter((request) => /deskbell-[0-9a-f]+_bg\.wasm$/.test(request.url()))).toHaveLength(1);
});

test('a skeleton is shown before the app is loaded', async ({ site, page }) => {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/*.wasm', (route) => released.then(() => route.continue()));
  await site.open();
  await expect(page.getByText('Deskbell')).toBeVisible();
  await expect(page.locator('.skeleton-row').first()).toBeVisible();
  await expectAccessible(page);
  release();
  await site.started();
});

test.describe('an error is shown for', () => {
  const failures = [
    ['a wasm file that does not arrive', '**/*.wasm', (route) => route.abort(), /\.wasm couldn't be loaded/],
    ['a wasm file that is missing', '**/*.wasm', (route) => route.fulfill({ status: 404 }), /\.wasm .* responded with status 404/],
    ['a page in place of the wasm file', '**/*.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }), /sent a web page/],
    ['a wasm file of a wrong type that is damaged', '**/*.wasm', (route) => route.fulfill({ contentType: 'text/plain', body: '?' }), /isn't valid WebAssembly/],
    ['a script that is missing', '**/deskbell-*.js', (route) => route.fulfill({ status: 404 }), /\.js couldn't be loaded/],
  ];
  for (const [name, files, handler, words] of failures) {
    test(name, async ({ site, page }) => {
      site.allowErrors(/^console: /);
      await page.route(files, handler);
      await site.open();
      await expect(failure(page)).toContainText(words);
      await expectAccessible(page);
      await page.unroute(files);
      await page.getByRole('button', { name: 'Reload' }).click();
      await site.started();
    });
  }

  test('a browser without WebAssembly', async ({ site, page }) => {
    site.allowErrors(/^console: /);
    await page.addInitScript(() => delete window.WebAssembly);
    await site.open();
    await expect(failure(page)).toContainText('WebAssembly');
  });

  test('a panic at any time', async ({ site, page }) => {
    site.allowErrors(/unreachable/);
    await site.open();
    await site.started();
    await page.evaluate(() => setTimeout(() => { throw new WebAssembly.RuntimeError('unreachable'); }));
    await expect(failure(page)).toContainText('internal error');
  });
});

test('scripts and styles have an integrity digest', async ({ site, page }) => {
  await site.open();
  const resources = await page.locator('script[src], link[rel=stylesheet], link[rel=modulepreload]').evaluateAll((all) =>
    all.map((it) => [new URL(it.src ?? it.href).pathname.split('/').at(-1), it.integrity]));
  expect(resources.length).toBe(3);
  for (const [file, integrity] of resources)
    expect(integrity, file).toBe(`sha384-${createHash('sha384').update(readFileSync(join(dist, file))).digest('base64')}`);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what is needed', async ({ site, page }) => {
    await site.open();
    await expect(page.locator('noscript p')).toBeVisible();
    await expect(page.locator('#app')).toBeHidden();
  });
});

test('markup that could run scripts is refused', async ({ site, page }) => {
  await site.open();
  const outcome = await page.evaluate(() => {
    const template = document.createElement('template');
    template.innerHTML = '<b>fine</b>';
    try {
      template.innerHTML = '<img src=x onerror=alert(1)>';
      return 'accepted';
    } catch (error) {
      return error.message;
    }
  });
  expect(outcome).toContain('markup refused');
});

test.describe('the tests themselves', () => {
  test('detect violations of the policy on every page', async ({ site, page }) => {
    site.allowErrors(/style-src-attr/, /inline style/);
    const paint = () => page.evaluate(() => document.body.setAttribute('style', 'color: red'));
    await site.open();
    await paint();
    await page.reload();
    await paint();
    await expect.poll(() => site.violations.map(({ directive }) => directive)).toEqual(['style-src-attr', 'style-src-attr']);
  });

  test('reach the helpdesk only through the CORS proxy', async ({ app, page }) => {
    app.allowErrors(/^console: .*(CORS|ERR_FAILED)/);
    await app.open();
    const { baseUrl, token } = app.sandbox.groove;
    const fetchStatus = (url) => page.evaluate(([address, secret]) =>
      fetch(address, { headers: { Authorization: `Bearer ${secret}` } }).then(({ status }) => status, ({ name }) => name), [url, token]);
    expect(await fetchStatus(`${baseUrl}/tickets`)).toBe('TypeError');
    expect(await fetchStatus(`${app.proxy.url}/${baseUrl}/tickets`)).toBe(200);
    expect((await app.sandbox.log()).length).toBeGreaterThan(0);
  });
});
