// Pages that may not have the app in a frame: what they never get, however they ask.
import { expectAccessible } from './support/axe.mjs';
import { ask, connected, expect, inside, nowhere, shown, test } from './support/portal.mjs';
import { screen } from './support/screen.mjs';
import { chromium, freePort } from './support/services.mjs';

const refusal = (frame) => frame.getByRole('alert').filter({ hasText: "Deskbell can't show tickets here" });

test.describe('a page that may not', () => {
  /** The refusal, and that nothing of a helpdesk was asked for or told. */
  async function refused(desk, portal, page, words) {
    const frame = inside(page);
    await expect(refusal(frame)).toContainText(words);
    await expectAccessible(page.frames()[1]);
    await expect(frame.getByRole('grid')).toHaveCount(0);
    expect(await desk.asked()).toEqual([]);
    const told = await page.evaluate(() => ({ said, heard: heard.map(({ data }) => Object.keys(data).sort().join()) }));
    expect(told.said).toEqual([]);
    expect(new Set(told.heard)).toEqual(new Set(['deskbell,nonce,type']));
  }
  /** Says everything there is to say, in the hope of being let in. */
  const insist = (page) => page.evaluate(async () => {
    await window.connect();
    port.postMessage({ deskbell: 1, id: 1, type: 'get-state' });
    for (const type of ['get-state', 'navigate', 'configure']) window.frame().postMessage({ deskbell: 1, id: 2, type, query: 'status=closed' }, '*');
  });
  const accounts = ({ desk }) => [desk.account({ auth: 'proxy' })];

  test('is of another origin', async ({ desk, portal, page }) => {
    for (const allowed of [['https://portal.acme.example'], ['http://127.0.0.1'], ['*'], ['null']]) {
      await portal.start({ allowed, config: { accounts: accounts({ desk }) } });
      await page.goto(`${portal.url}raw.html`);
      await insist(page);
      await refused(desk, portal, page, `Pages from ${portal.origin} aren't allowed to embed Deskbell`.slice(0, allowed[0] === 'null' ? 0 : undefined));
    }
  });

  test('an origin is compared to the last letter', async ({ desk, portal, page }) => {
    await portal.start({ allowed: ['http://localhost'], config: { accounts: accounts({ desk }) } });
    await page.goto(`${portal.url}raw.html`);
    await insist(page);
    await refused(desk, portal, page, 'exactly as it stands here');
  });

  test('where nobody may', async ({ desk, portal, page }) => {
    await portal.start({ config: { embed: undefined, accounts: accounts({ desk }) } });
    await page.goto(`${portal.url}raw.html`);
    await insist(page);
    await refused(desk, portal, page, 'list the origin of the page in embed.allowedOrigins');
  });

  test('has no origin of its own, whatever config.json lists', async ({ desk, portal, playwright }) => {
    await portal.start({ allowed: ['null', 'https://portal.acme.example'], config: { accounts: accounts({ desk }) } });
    // Chromium lets no page of an unknown place load anything from this machine, unless it is told to.
    const browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--disable-features=LocalNetworkAccessChecks'] });
    const page = await browser.newPage();
    await page.clock.install();
    await page.goto(nowhere(portal.app));
    expect(await page.evaluate(() => origin)).toBe('null');
    await insist(page);
    await page.clock.runFor(11_000);
    await refused(desk, portal, page, 'The page around Deskbell did not connect');
    await browser.close();
  });

  test('frames the app as if it were alone', async ({ desk, portal, page }) => {
    await portal.start({ config: { accounts: accounts({ desk }) }, body: (app) => `<iframe title="Deskbell" src="${app}?account=acme"></iframe>` });
    await page.goto(`${portal.url}raw.html`);
    const frame = inside(page);
    await expect(refusal(frame)).toContainText('add embed=1 to the address of the frame');
    await expect(frame.getByRole('link', { name: 'Open Deskbell on its own' })).toHaveAttribute('target', '_blank');
    expect(await page.evaluate(() => heard)).toEqual([]);
    expect(await desk.asked()).toEqual([]);
    expect(desk.requests.map((it) => it.url()).filter((url) => url.endsWith('config.json'))).toEqual([]);
  });

  test('is none at all', async ({ desk, portal, page }) => {
    await portal.start({ config: { accounts: accounts({ desk }) } });
    await page.goto(`${portal.app}?embed=1`);
    await expect(refusal(page)).toContainText('take embed=1 out of the address');
    await expect(page.getByRole('grid')).toHaveCount(0);
    expect(await desk.asked()).toEqual([]);
  });

  test('says nothing in time', async ({ desk, portal, page }) => {
    await page.clock.install();
    await portal.start({ config: { accounts: accounts({ desk }) } });
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.ready());
    await page.clock.runFor(11_000);
    await refused(desk, portal, page, 'The page around Deskbell did not connect');
  });

  test('has another page around it that may not', async ({ desk, portal, page }) => {
    // The portal may embed the app; the page around the portal may not.
    await portal.start({ config: { accounts: accounts({ desk }) } });
    await page.goto(await portal.further(`<!DOCTYPE html><title>Further</title><iframe src="${portal.url}raw.html"></iframe>`));
    const middle = page.frames()[1];
    await middle.evaluate(() => window.connect());
    await expect(refusal(page.frameLocator('iframe').frameLocator('iframe'))).toContainText("A page further out isn't allowed to embed Deskbell");
    expect(await middle.evaluate(() => said)).toEqual([]);
    expect(await desk.asked()).toEqual([]);
  });

  test('has another page around it that may', async ({ desk, portal, page }) => {
    const port = await freePort();
    await portal.start({ also: [`http://localhost:${port}`], config: { accounts: [desk.account({ auth: 'host' })] } });
    await page.goto(await portal.further(`<!DOCTYPE html><title>Further</title><iframe src="${portal.url}raw.html"></iframe>`, port));
    const middle = page.frames()[1];
    await middle.evaluate(() => window.connect());
    expect(await middle.evaluate(() => window.ask({ type: 'get-state' }))).toMatchObject({ ok: true });
  });
});

test.describe('the handshake', () => {
  const right = { deskbell: 1, type: 'connect' };
  /** A message, or part of one to which the nonce is added, and how many ports come with it. */
  const wrong = {
    'a nonce that was not given': [{ ...right, nonce: 'guessed' }],
    'no nonce': [right],
    'no port': [right, 0, 'nonce'],
    'two ports': [right, 2, 'nonce'],
    'another version': [{ ...right, deskbell: 2 }, 1, 'nonce'],
    'another type': [{ ...right, type: 'ready' }, 1, 'nonce'],
    'a text': [JSON.stringify(right), 1],
    'a nonce that is not its own': [right, 1, '__proto__'],
  };

  test('takes nothing for an introduction that is none, and then the right one', async ({ desk, portal, page }) => {
    await portal.start({ config: { accounts: [desk.account({ auth: 'host' })] } });
    await page.goto(`${portal.url}raw.html`);
    const frame = inside(page);
    for (const [name, offer] of Object.entries(wrong)) {
      await page.evaluate(async ([message, ports = 1, place]) => {
        const { nonce } = await ready();
        const added = { nonce: `, "nonce": "${nonce}" }`, ['__proto__']: `, "__proto__": { "nonce": "${nonce}" } }` };
        window.offer(place ? JSON.parse(JSON.stringify(message).replace(/\}$/, added[place])) : message, ports);
        port?.postMessage({ deskbell: 1, id: 1, type: 'get-state' });
      }, offer);
      expect(await page.evaluate(() => said), name).toEqual([]);
    }
    await expect(frame.locator('#app[data-booting]')).toBeAttached();
    await page.evaluate(() => window.connect());
    expect(await ask(page, { type: 'get-state' })).toMatchObject({ ok: true });
    // What was said before is lost, not kept for later.
    expect((await page.evaluate(() => said)).filter((it) => it.id === 1)).toHaveLength(1);
  });

  test('is done once: a replay gets no port', async ({ desk, portal, page }) => {
    const frame = await connected(portal, page);
    await shown(frame);
    const told = await page.evaluate(async () => {
      const first = port;
      const { nonce } = await ready();
      said.length = 0;
      offer({ deskbell: 1, type: 'connect', nonce });
      port.postMessage({ deskbell: 1, id: 'replayed', type: 'get-state' });
      window.port = first;
      await ask({ type: 'get-state' }, 'right');
      await ask({ type: 'get-state' }, 'again');
      return said.map(({ id }) => id);
    });
    expect(told).toEqual(['right', 'again']);
    expect(desk.violations).toEqual([]);
  });

  test('is with the page around, not with another window of it', async ({ desk, portal, page }) => {
    await portal.start({
      config: { accounts: [desk.account({ auth: 'host' })] },
      own: { 'sibling.html': '<!DOCTYPE html><title>Sibling</title><script type="module" src="sibling.js"></script>', 'sibling.js': `
        addEventListener('message', ({ data }) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => parent.postMessage('let in', '*');
          port1.postMessage({ deskbell: 1, id: 1, type: 'get-state' });
          parent.frames[0].postMessage({ deskbell: 1, type: 'connect', nonce: data }, '*', [port2]);
          parent.postMessage('tried', '*');
        });` },
      body: (app) => `<iframe title="Deskbell" src="${app}?embed=1"></iframe><iframe title="Sibling" src="sibling.html"></iframe>`,
    });
    await page.goto(`${portal.url}raw.html`);
    await page.frameLocator('iframe[title=Sibling]').locator('html').waitFor();
    const words = await page.evaluate(async () => {
      const { nonce } = await ready();
      const heardOf = [];
      const tried = new Promise((go) => addEventListener('message', ({ data }) => { if (typeof data === 'string') { heardOf.push(data); go(); } }));
      document.querySelectorAll('iframe')[1].contentWindow.postMessage(nonce, '*');
      await tried;
      await window.connect();
      await ask({ type: 'get-state' });
      return heardOf;
    });
    expect(words).toEqual(['tried']);
  });
});
