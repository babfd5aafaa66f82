// Pages that may not embed the app: what they never get, whatever they send.
import { expectAccessible } from './support/axe.mjs';
import { ask, openConnected, expect, appFrame, opaqueOriginPage, expectRows, test } from './support/portal.mjs';
import { screen } from './support/screen.mjs';
import { chromium, freePort } from './support/services.mjs';

const refusal = (frame) => frame.getByRole('alert').filter({ hasText: "Deskbell can't show tickets here" });

test.describe('an embedding page is refused', () => {
  /** Expects the refusal, and that no helpdesk was contacted and no data sent. */
  async function expectRefused(app, portal, page, reason) {
    const frame = appFrame(page);
    await expect(refusal(frame)).toContainText(reason);
    await expectAccessible(page.frames()[1]);
    await expect(frame.getByRole('grid')).toHaveCount(0);
    expect(await app.grooveRequests()).toEqual([]);
    const sent = await page.evaluate(() => ({ received, messages: messages.map(({ data }) => Object.keys(data).sort().join()) }));
    expect(sent.received).toEqual([]);
    expect(new Set(sent.messages)).toEqual(new Set(['deskbell,nonce,type']));
  }
  /** Sends every kind of request, with and without a port. */
  const sendEverything = (page) => page.evaluate(async () => {
    await window.connect();
    port.postMessage({ deskbell: 1, id: 1, type: 'get-state' });
    for (const type of ['get-state', 'navigate', 'configure']) window.frame().postMessage({ deskbell: 1, id: 2, type, query: 'status=closed' }, '*');
  });
  const accounts = ({ app }) => [app.account({ auth: 'proxy' })];

  test('if it is of another origin', async ({ app, portal, page }) => {
    for (const allowed of [['https://portal.acme.example'], ['http://127.0.0.1'], ['*'], ['null']]) {
      await portal.start({ allowed, config: { accounts: accounts({ app }) } });
      await page.goto(`${portal.url}raw.html`);
      await sendEverything(page);
      await expectRefused(app, portal, page, `Pages from ${portal.origin} aren't allowed to embed Deskbell`.slice(0, allowed[0] === 'null' ? 0 : undefined));
    }
  });

  test('if its origin matches only in part', async ({ app, portal, page }) => {
    await portal.start({ allowed: ['http://localhost'], config: { accounts: accounts({ app }) } });
    await page.goto(`${portal.url}raw.html`);
    await sendEverything(page);
    await expectRefused(app, portal, page, 'exactly as shown here');
  });

  test('if no origin is allowed', async ({ app, portal, page }) => {
    await portal.start({ config: { embed: undefined, accounts: accounts({ app }) } });
    await page.goto(`${portal.url}raw.html`);
    await sendEverything(page);
    await expectRefused(app, portal, page, 'add the origin of the page to embed.allowedOrigins');
  });

  test('if its origin is opaque, whatever config.json lists', async ({ app, portal, playwright }) => {
    await portal.start({ allowed: ['null', 'https://portal.acme.example'], config: { accounts: accounts({ app }) } });
    // By default, Chromium blocks local requests from pages with an opaque origin.
    const browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--disable-features=LocalNetworkAccessChecks'] });
    const page = await browser.newPage();
    await page.clock.install();
    await page.goto(opaqueOriginPage(portal.appUrl));
    expect(await page.evaluate(() => origin)).toBe('null');
    await sendEverything(page);
    await page.clock.runFor(11_000);
    await expectRefused(app, portal, page, 'The page around Deskbell did not connect');
    await browser.close();
  });

  test('if it omits embed=1', async ({ app, portal, page }) => {
    await portal.start({ config: { accounts: accounts({ app }) }, body: (appUrl) => `<iframe title="Deskbell" src="${appUrl}?account=acme"></iframe>` });
    await page.goto(`${portal.url}raw.html`);
    const frame = appFrame(page);
    await expect(refusal(frame)).toContainText('add embed=1 to the address of the frame');
    await expect(frame.getByRole('link', { name: 'Open Deskbell on its own' })).toHaveAttribute('target', '_blank');
    expect(await page.evaluate(() => messages)).toEqual([]);
    expect(await app.grooveRequests()).toEqual([]);
    expect(app.requests.map((it) => it.url()).filter((url) => url.endsWith('config.json'))).toEqual([]);
  });

  test('if there is none, but embed=1', async ({ app, portal, page }) => {
    await portal.start({ config: { accounts: accounts({ app }) } });
    await page.goto(`${portal.appUrl}?embed=1`);
    await expect(refusal(page)).toContainText('remove embed=1 from the address');
    await expect(page.getByRole('grid')).toHaveCount(0);
    expect(await app.grooveRequests()).toEqual([]);
  });

  test('if it does not connect in time', async ({ app, portal, page }) => {
    await page.clock.install();
    await portal.start({ config: { accounts: accounts({ app }) } });
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.ready());
    await page.clock.runFor(11_000);
    await expectRefused(app, portal, page, 'The page around Deskbell did not connect');
  });

  test('if it is embedded in a page that is not allowed', async ({ app, portal, page }) => {
    // The portal may embed the app, but the page around the portal may not.
    await portal.start({ config: { accounts: accounts({ app }) } });
    await page.goto(await portal.addPage(`<!DOCTYPE html><title>Further</title><iframe src="${portal.url}raw.html"></iframe>`));
    const middle = page.frames()[1];
    await middle.evaluate(() => window.connect());
    await expect(refusal(page.frameLocator('iframe').frameLocator('iframe'))).toContainText("A page further out isn't allowed to embed Deskbell");
    expect(await middle.evaluate(() => received)).toEqual([]);
    expect(await app.grooveRequests()).toEqual([]);
  });

  test('but not if it is embedded in a page that is allowed', async ({ app, portal, page }) => {
    const port = await freePort();
    await portal.start({ also: [`http://localhost:${port}`], config: { accounts: [app.account({ auth: 'host' })] } });
    await page.goto(await portal.addPage(`<!DOCTYPE html><title>Further</title><iframe src="${portal.url}raw.html"></iframe>`, port));
    const middle = page.frames()[1];
    await middle.evaluate(() => window.connect());
    expect(await middle.evaluate(() => window.ask({ type: 'get-state' }))).toMatchObject({ ok: true });
  });
});

test.describe('the handshake', () => {
  const right = { deskbell: 1, type: 'connect' };
  /** Each case: a message, the number of ports, and the field for the nonce, if any. */
  const wrong = {
    'a wrong nonce': [{ ...right, nonce: 'guessed' }],
    'no nonce': [right],
    'no port': [right, 0, 'nonce'],
    'two ports': [right, 2, 'nonce'],
    'another version': [{ ...right, deskbell: 2 }, 1, 'nonce'],
    'another type': [{ ...right, type: 'ready' }, 1, 'nonce'],
    'a string': [JSON.stringify(right), 1],
    'a nonce in the prototype': [right, 1, '__proto__'],
  };

  test('ignores malformed connect messages, and accepts the right one afterwards', async ({ app, portal, page }) => {
    await portal.start({ config: { accounts: [app.account({ auth: 'host' })] } });
    await page.goto(`${portal.url}raw.html`);
    const frame = appFrame(page);
    for (const [name, offer] of Object.entries(wrong)) {
      await page.evaluate(async ([message, ports = 1, field]) => {
        const { nonce } = await ready();
        const added = { nonce: `, "nonce": "${nonce}" }`, ['__proto__']: `, "__proto__": { "nonce": "${nonce}" } }` };
        window.offer(field ? JSON.parse(JSON.stringify(message).replace(/\}$/, added[field])) : message, ports);
        port?.postMessage({ deskbell: 1, id: 1, type: 'get-state' });
      }, offer);
      expect(await page.evaluate(() => received), name).toEqual([]);
    }
    await expect(frame.locator('#app[data-booting]')).toBeAttached();
    await page.evaluate(() => window.connect());
    expect(await ask(page, { type: 'get-state' })).toMatchObject({ ok: true });
    // Earlier messages are dropped, not queued.
    expect((await page.evaluate(() => received)).filter((it) => it.id === 1)).toHaveLength(1);
  });

  test('happens once: a replay gets no port', async ({ app, portal, page }) => {
    const frame = await openConnected(portal, page);
    await expectRows(frame);
    const answeredIds = await page.evaluate(async () => {
      const first = port;
      const { nonce } = await ready();
      received.length = 0;
      offer({ deskbell: 1, type: 'connect', nonce });
      port.postMessage({ deskbell: 1, id: 'replayed', type: 'get-state' });
      window.port = first;
      await ask({ type: 'get-state' }, 'right');
      await ask({ type: 'get-state' }, 'again');
      return received.map(({ id }) => id);
    });
    expect(answeredIds).toEqual(['right', 'again']);
    expect(app.violations).toEqual([]);
  });

  test('is with the embedding page, not with another frame of it', async ({ app, portal, page }) => {
    await portal.start({
      config: { accounts: [app.account({ auth: 'host' })] },
      own: { 'sibling.html': '<!DOCTYPE html><title>Sibling</title><script type="module" src="sibling.js"></script>', 'sibling.js': `
        addEventListener('message', ({ data }) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => parent.postMessage('let in', '*');
          port1.postMessage({ deskbell: 1, id: 1, type: 'get-state' });
          parent.frames[0].postMessage({ deskbell: 1, type: 'connect', nonce: data }, '*', [port2]);
          parent.postMessage('tried', '*');
        });` },
      body: (appUrl) => `<iframe title="Deskbell" src="${appUrl}?embed=1"></iframe><iframe title="Sibling" src="sibling.html"></iframe>`,
    });
    await page.goto(`${portal.url}raw.html`);
    await page.frameLocator('iframe[title=Sibling]').locator('html').waitFor();
    const siblingMessages = await page.evaluate(async () => {
      const { nonce } = await ready();
      const texts = [];
      const tried = new Promise((go) => addEventListener('message', ({ data }) => { if (typeof data === 'string') { texts.push(data); go(); } }));
      document.querySelectorAll('iframe')[1].contentWindow.postMessage(nonce, '*');
      await tried;
      await window.connect();
      await ask({ type: 'get-state' });
      return texts;
    });
    expect(siblingMessages).toEqual(['tried']);
  });
});
