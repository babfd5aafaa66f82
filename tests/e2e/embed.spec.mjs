// The app inside another page: what that page can ask for and hears, and what agents see.
import { expectAccessible } from './support/axe.mjs';
import { ask, connected, expect, inside, said, shown, test } from './support/portal.mjs';
import { screen } from './support/screen.mjs';

const field = (page) => page.getByLabel('Portal field');

test.describe('a portal with deskbell-embed.js', () => {
  test('shows the inbox, hands over tokens, and nothing of them stays anywhere', async ({ desk, portal, page, context }) => {
    const lines = [];
    context.on('console', (message) => lines.push(message.text()));
    // On the same site the browser gives the frame its storage.
    await portal.start({ host: '127.0.0.1', accounts: portal.hosted('acme', 'bee') });
    await page.goto(portal.url);
    const frame = inside(page, 'Helpdesk');
    await shown(frame);
    await expect(frame.getByRole('navigation', { name: 'Views' }).getByRole('heading', { level: 2 })).toHaveText(['All accounts', 'Acme', 'Bee']);
    await expect(frame.getByText('Token needed')).toHaveCount(0);
    await screen(frame).rows.first().click();
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    await expect(page.getByLabel('Events')).toContainText('ticket-opened');
    const [, app] = page.frames();
    const kept = await app.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state]));
    for (const token of Object.values(portal.tokens)) {
      expect(kept).not.toContain(token);
      expect(lines.join('\n')).not.toContain(token);
      expect(page.frames().map((it) => it.url()).join(' ')).not.toContain(token);
      // Requests to a helpdesk carry it, and nothing else does.
      const carriers = desk.requests.filter((it) => it.url().includes(token) || JSON.stringify(it.headers()).includes(token));
      for (const request of carriers) expect(request.url()).toContain(desk.proxy.url);
    }
    expect((await desk.asked('GET /tickets')).length).toBeGreaterThan(0);
  });

  test('wires a list and a ticket in two frames, which are as high as what they show', async ({ desk, portal, page }) => {
    await portal.start();
    await page.goto(`${portal.url}#beside`);
    const [list, ticket] = [inside(page, 'Tickets'), inside(page, 'Ticket')];
    await shown(list);
    await expect(list.getByRole('navigation', { name: 'Views' })).toHaveCount(0);
    await expect(screen(list).ticket).toHaveCount(0);
    await expect(ticket.getByRole('grid')).toHaveCount(0);
    const subject = await screen(list).rows.nth(1).locator('.subject').innerText();
    await screen(list).rows.nth(1).click();
    await expect(screen(ticket).heading(subject)).toBeVisible();
    await expect(screen(list).rows.nth(1)).toBeVisible();
    // One list for both frames, and no other for the ticket's.
    expect((await desk.asked('GET /tickets?')).length).toBe(1);
    const height = (title) => page.locator(`iframe[title="${title}"]`).evaluate((it) => it.clientHeight);
    await expect.poll(() => height('Ticket')).toBeGreaterThanOrEqual(640);
    await expect.poll(() => height('Tickets')).toBe(await page.frames()[1].evaluate(() => Math.max(360, screen.availHeight)));
    await page.frames()[1].evaluate(() => window.scrollTo(0, 1));
    expect(await page.frames()[1].evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
  });

  test('goes on after the frame was loaded anew', async ({ portal, page }) => {
    await portal.start();
    await page.goto(portal.url);
    const frame = inside(page, 'Helpdesk');
    await shown(frame);
    await page.frames()[1].evaluate(() => location.reload());
    await shown(frame);
    await page.getByLabel('Jump to ticket').fill('acme:7');
    await page.keyboard.press('Enter');
    await expect(screen(frame).ticket).toBeVisible();
    await expect(page.getByLabel('Events')).toContainText('acme');
  });

  test('is told what does not work, and is gone when it says so', async ({ desk, portal, page }) => {
    await portal.start({ own: { 'own.html': '<!DOCTYPE html><title>Own</title><div id="place"></div><script type="module" src="own.js"></script>', 'own.js': `
      import { mount } from './deskbell-embed.js';
      window.events = [];
      const { src, accounts } = await (await fetch('desk.json')).json();
      window.desk = mount(document.getElementById('place'), { src, accounts, credential: async () => { throw new Error('nobody is signed in'); }, onEvent: (event) => events.push(event) });
      window.early = desk.navigate('status=closed');
      window.code = (asked) => asked.then(() => 'done', ({ name, code }) => name + ' ' + code);` } });
    await page.goto(`${portal.url}own.html`);
    // What was asked before the frame was there is asked when it is.
    expect(await page.evaluate(() => early)).toEqual({ query: 'status=closed', ticket: null });
    expect(await page.evaluate(() => code(desk.navigate(7)))).toBe('DeskbellError bad-request');
    expect(await page.evaluate(() => code(desk.configure({ theme: 'pink' })))).toBe('DeskbellError bad-config');
    await expect.poll(() => page.evaluate(() => events)).toContainEqual({ type: 'error', code: 'credential', message: 'nobody is signed in' });
    await expect(page.locator('iframe')).toHaveAttribute('title', 'Deskbell');
    expect(await page.evaluate(() => { const asked = code(desk.getState()); desk.destroy(); return asked; })).toBe('DeskbellError destroyed');
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(await desk.asked()).toEqual([]);
  });

  test('brings its colours, and changes them', async ({ portal, page }) => {
    await portal.start();
    await page.goto(portal.url);
    const frame = inside(page, 'Helpdesk');
    await shown(frame);
    const [, app] = page.frames();
    const accent = () => app.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent'));
    await expect.poll(accent).toContain('#3b4cca');
    await page.getByLabel('Theme').selectOption('dark');
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expectAccessible(app);
    await page.getByLabel('Theme').selectOption('light');
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light');
    await expectAccessible(app);
  });
});

test.describe('what a portal can ask for', () => {
  test('get-state and navigate: the frame keeps what is its own', async ({ portal, page }) => {
    const frame = await connected(portal, page, { src: '&theme=dark' });
    await shown(frame);
    expect((await ask(page, { type: 'get-state' })).result).toEqual({ query: '', ticket: null });
    const asked = await ask(page, { type: 'navigate', query: '?status=closed&ticket=acme:7&embed=0&layout=list&theme=light&lang=xx&demo=9' });
    expect(asked.result).toEqual({ query: 'status=closed&ticket=acme:7', ticket: 'acme:7' });
    await expect(screen(frame).ticket).toBeVisible();
    await expect.poll(() => page.frames()[1].url()).toBe(`${portal.app}?status=closed&ticket=acme:7&embed=1&theme=dark`);
    expect(await said(page, 'state-changed')).toContainEqual({ deskbell: 1, type: 'state-changed', query: 'status=closed&ticket=acme:7' });
    expect(await said(page, 'ticket-opened')).toContainEqual({ deskbell: 1, type: 'ticket-opened', account: 'acme', ticket: '7' });
  });

  test('hears of what an agent changed, once the helpdesk has it', async ({ desk, portal, page }) => {
    const frame = await connected(portal, page);
    await shown(frame);
    const row = screen(frame).rows.filter({ hasText: /Opened|Pending|Unread/ }).first();
    await row.click();
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    await page.keyboard.press('e');
    await expect.poll(() => said(page, 'ticket-changed')).toEqual([expect.objectContaining({ account: 'acme', changes: expect.objectContaining({ state: 'closed' }) })]);
    expect((await desk.asked('PUT')).length).toBe(1);
  });

  test('configure is read as config.json is: all of it, or nothing and why', async ({ portal, page }) => {
    const frame = await connected(portal, page, { config: { lockSettings: true } });
    await shown(frame);
    const wrong = [
      [{ accounts: [{ id: 'x', provider: 'nobody' }], theme: 'dark' }, 'accounts[0].provider'],
      [{ accounts: [{ id: 'x', provider: 'groove', token: 'secret' }] }, 'accounts[0].token'],
      [{ accounts: 'acme' }, 'accounts must be'],
      [{ theme: 'pink' }, 'theme'],
      [{ theme: 'dark', accent: 'red' }, 'accent'],
      [{ theme: 'dark', accent: '#e8590c' }, 'contrast'],
    ];
    for (const [fields, words] of wrong) {
      const { ok, error } = await ask(page, { type: 'configure', ...fields });
      expect([ok, error.code]).toEqual([false, 'bad-config']);
      expect(error.message).toContain(words);
    }
    await expect(frame.locator('html:not([data-theme])')).toBeAttached();
    await shown(frame);
    expect(await ask(page, { type: 'configure', theme: 'dark', accent: '#ffd700' })).toMatchObject({ ok: true });
    await expect(frame.locator('html[data-theme=dark]')).toBeAttached();
  });

  test('a token goes only where it is expected, and is asked for again when a helpdesk refuses it', async ({ desk, portal, page }) => {
    desk.tolerate(/^console: .*401/);
    const accounts = [...portal.hosted('acme'), desk.account({ id: 'typed', name: 'Typed' })];
    await portal.start({ config: { accounts } });
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.connect());
    const frame = inside(page);
    await expect.poll(() => said(page, 'credential-needed')).toHaveLength(1);
    expect((await ask(page, { type: 'credential', account: 'nobody', token: 'x' })).error.code).toBe('unknown-account');
    expect((await ask(page, { type: 'credential', account: 'typed', token: 'x' })).error.code).toBe('not-expected');
    expect((await ask(page, { type: 'credential', account: 'acme', token: 'no good ☃' })).error.code).toBe('bad-token');
    expect((await ask(page, { type: 'credential', account: 'acme', token: 7 })).error.code).toBe('bad-request');
    expect(await desk.asked()).toEqual([]);
    expect(await ask(page, { type: 'credential', account: 'acme', token: 'wrong-token-of-acme' })).toMatchObject({ ok: true });
    await expect.poll(() => said(page, 'credential-needed')).toHaveLength(2);
    const { error } = await ask(page, { type: 'credential', account: 'acme', token: 'wrong-token-of-acme' });
    expect(error.code).toBe('refused-token');
    const before = (await desk.asked()).length;
    expect(await ask(page, { type: 'navigate', query: 'account=acme' })).toMatchObject({ ok: true });
    await expect(frame.getByText('has been asked for another')).toBeVisible();
    await expect(frame.getByLabel('API token')).toHaveCount(0);
    expect(await ask(page, { type: 'credential', account: 'acme', token: portal.tokens.acme })).toMatchObject({ ok: true });
    await shown(frame);
    expect((await desk.asked()).length).toBeGreaterThan(before);
  });

  test('whatever is no request is told so, and changes nothing', async ({ portal, page }) => {
    const frame = await connected(portal, page);
    await shown(frame);
    const before = (await ask(page, { type: 'get-state' })).result;
    const codes = [
      [{ type: 'no-such-thing' }, 'unknown-type'],
      [{ type: '__proto__' }, 'unknown-type'],
      [{ type: ['navigate'] }, 'unknown-type'],
      [{ type: 'navigate' }, 'bad-request'],
      [{ type: 'navigate', query: { status: 'closed' } }, 'bad-request'],
      [{ type: 'navigate', query: 'q='.padEnd(9000, 'x') }, 'bad-request'],
      [{ type: 'navigate', query: 'x'.repeat(1024 * 1024) }, 'too-large'],
      [{ type: 'configure', accounts: [{ id: 'x', name: 'y'.repeat(1024 * 1024) }] }, 'too-large'],
      [{ type: 'get-state', deskbell: 2 }, 'bad-request'],
    ];
    for (const [fields, code] of codes) expect((await ask(page, fields)).error?.code, JSON.stringify(fields).slice(0, 80)).toBe(code);
    // What has no id of its own, or none that can be one, can only be an event.
    const events = await page.evaluate(async () => {
      const cyclic = { deskbell: 1, id: 'c', type: 'get-state' };
      cyclic.self = cyclic;
      const nested = JSON.parse('['.repeat(3000) + ']'.repeat(3000));
      const polluting = JSON.parse('{ "deskbell": 1, "type": "navigate", "__proto__": { "id": 1, "query": "status=closed" }, "constructor": { "prototype": { "query": "status=closed" } } }');
      for (const odd of [null, 7, 'text', [], new Map([['type', 'get-state']]), new Date(), new ArrayBuffer(8), { id: 1 }, { deskbell: 1, type: 'get-state' }, { deskbell: 1, type: 'get-state', id: { toString: 1 } }, { deskbell: 1, type: 'get-state', id: NaN }, polluting]) port.postMessage(odd);
      port.postMessage(cyclic);
      port.postMessage({ deskbell: 1, id: 'n', type: 'navigate', query: nested });
      const answers = [await answered('c'), await answered('n'), await ask({ type: 'navigate', query: '', ['__proto__x']: 1 })];
      return { answers: answers.map(({ ok, error }) => ok || error.code), events: said.filter(({ type }) => type === 'error').map(({ code }) => code) };
    });
    expect(events.answers).toEqual(['bad-request', 'bad-request', true]);
    expect(events.events).toEqual(Array(11).fill('bad-request'));
    const polluted = await ask(page, { type: 'get-state' });
    expect(polluted.result).toEqual(before);
    expect(await page.frames()[1].evaluate(() => ({}).query)).toBeUndefined();
    await shown(frame);
  });

  test('a burst does not freeze the app', async ({ portal, page }) => {
    const frame = await connected(portal, page);
    await shown(frame);
    const codes = await page.evaluate(async () => {
      const ids = Array.from({ length: 3000 }, (_, at) => `burst-${at}`);
      ids.forEach((id, at) => port.postMessage({ deskbell: 1, id, type: 'navigate', query: `q=word${at}` }));
      await answered(ids.at(-1));
      return ids.map((id) => said.find((it) => it.id === id)).map(({ ok, error }) => (ok ? 'ok' : error.code));
    });
    expect(codes.filter((code) => code === 'ok').length).toBeGreaterThan(20);
    expect(codes.filter((code) => code === 'ok').length).toBeLessThan(120);
    expect(new Set(codes)).toEqual(new Set(['ok', 'too-many']));
    await screen(frame).search.fill('');
    await shown(frame);
  });
});

test.describe('in the frame', () => {
  test('nothing takes the focus before a person does, and keys are the frame\'s only then', async ({ desk, portal, page }) => {
    await portal.start({ src: '&ticket=acme:7' });
    await page.goto(`${portal.url}raw.html`);
    await field(page).focus();
    await page.evaluate(() => window.connect());
    await ask(page, { type: 'configure', accounts: portal.hosted('acme') });
    await ask(page, { type: 'credential', account: 'acme', token: portal.tokens.acme });
    const frame = inside(page);
    await shown(frame);
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    for (const query of ['page=overview', 'status=closed', 'ticket=acme:8', '']) await ask(page, { type: 'navigate', query });
    await shown(frame);
    await expect(field(page)).toBeFocused();
    expect(await page.frames()[1].evaluate(() => document.hasFocus())).toBe(false);
    await page.keyboard.type('jjc?');
    await expect(field(page)).toHaveValue('jjc?');
    await expect(frame.getByRole('dialog')).toHaveCount(0);
    await screen(frame).rows.nth(2).click();
    await page.keyboard.press('?');
    await expect(frame.getByRole('dialog')).toBeVisible();
    expect(desk.violations).toEqual([]);
  });

  test('works in a sandbox', async ({ portal, page }) => {
    await portal.start({ body: (app) => `<iframe title="Deskbell" sandbox="allow-scripts allow-same-origin allow-forms allow-popups" src="${app}?embed=1"></iframe>` });
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.connect());
    await ask(page, { type: 'configure', accounts: portal.hosted('acme') });
    await ask(page, { type: 'credential', account: 'acme', token: portal.tokens.acme });
    const frame = inside(page);
    await screen(frame).rows.first().click();
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    await frame.getByRole('textbox', { name: 'Reply' }).fill('From a sandbox');
    await frame.getByRole('button', { name: 'Send reply' }).click();
    await expect(frame.getByRole('feed', { name: 'Messages' })).toContainText('From a sandbox');
  });

  /** Opens a portal whose agents type their token, on the same site as the app or on another one. */
  async function typing(desk, portal, page, host) {
    await portal.start({ host, accounts: [desk.account()] });
    await page.goto(portal.url);
    const frame = inside(page, 'Helpdesk');
    await frame.getByLabel('API token').fill(portal.tokens.acme);
    return [frame, page.frames()[1]];
  }
  const keeps = (app) => app.evaluate(() => { try { return Boolean(localStorage); } catch ({ name }) { return name; } });

  test('a browser that keeps nothing for other sites: all works in memory, and it says so', async ({ desk, portal, page }) => {
    // Chromium's private windows deny frames of another site their storage, and tests run in one.
    const [frame, app] = await typing(desk, portal, page, 'localhost');
    expect(await keeps(app)).toBe('SecurityError');
    await expect(frame.getByText('This browser keeps nothing for this page')).toBeVisible();
    await expect(frame.getByLabel('Remember on this device')).toHaveCount(0);
    await frame.getByRole('button', { name: 'Use token' }).click();
    await screen(frame).rows.first().click();
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    await frame.getByRole('textbox', { name: 'Reply' }).fill('In memory');
    await screen(frame).rows.nth(1).click();
    await expect(frame.getByRole('textbox', { name: 'Reply' })).toHaveValue('');
    await screen(frame).rows.first().click();
    await expect(frame.getByRole('textbox', { name: 'Reply' })).toHaveValue('In memory');
    await frame.getByRole('button', { name: 'Settings' }).click();
    await expect(screen(frame).dialog('Settings').getByText('This browser keeps nothing for this page')).toBeVisible();
  });

  test('a browser that keeps something: a token only when an agent asks for it', async ({ desk, portal, page }) => {
    const [frame, app] = await typing(desk, portal, page, '127.0.0.1');
    expect(await keeps(app)).toBe(true);
    await frame.getByLabel('Remember on this device').check();
    await frame.getByRole('button', { name: 'Use token' }).click();
    await shown(frame);
    expect(await app.evaluate(() => localStorage['deskbell.accounts'])).toBeUndefined();
    await page.reload();
    await shown(frame);
  });

  for (const width of [1440, 390, 320]) {
    test(`each layout fits ${width} pixels`, async ({ portal, page }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const layout of ['full', 'list', 'ticket']) {
        await connected(portal, page, { src: `&layout=${layout}&ticket=acme:7` });
        const frame = inside(page);
        const shows = { full: width < 700 ? ['ticket'] : ['grid', 'ticket'], list: ['grid'], ticket: ['ticket'] }[layout];
        for (const pane of ['grid', 'ticket']) {
          await expect(screen(frame)[pane]).toHaveCount(shows.includes(pane) ? 1 : 0);
          if (shows.includes(pane)) await expect(screen(frame)[pane]).toHaveAttribute('aria-busy', 'false');
        }
        for (const name of ['Back to the list', 'Next ticket', 'Close the ticket pane', 'Send and next']) {
          if (layout === 'ticket') await expect(frame.getByRole('button', { name })).toHaveCount(0);
        }
        const app = page.frames()[1];
        expect(await app.evaluate(() => document.documentElement.scrollWidth - innerWidth), layout).toBeLessThanOrEqual(0);
        await expectAccessible(app);
        expect((await said(page, 'resize')).length > 0, layout).toBe(layout !== 'full');
      }
    });
  }

  test('a demo is shown only where the address asks for it', async ({ desk, portal, page }) => {
    await portal.start();
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.connect());
    await ask(page, { type: 'get-state' });
    await expect(inside(page).getByText('This is a demo')).toHaveCount(0);
    await portal.start({ src: '&demo=30' });
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.connect());
    await shown(inside(page));
    expect((await ask(page, { type: 'configure', accounts: portal.hosted('acme') })).error.code).toBe('demo');
    expect(await desk.asked()).toEqual([]);
  });
});
