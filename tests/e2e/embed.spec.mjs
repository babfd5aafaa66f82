// The embedded app: what the portal can request, which events it gets, and what agents see.
import { expectAccessible } from './support/axe.mjs';
import { ask, openConnected, expect, appFrame, portalEvents, expectRows, test } from './support/portal.mjs';
import { screen } from './support/screen.mjs';

const field = (page) => page.getByLabel('Portal field');

test.describe('a portal with deskbell-embed.js', () => {
  test('shows the inbox, and its tokens are never stored or logged', async ({ app, portal, page, context }) => {
    const consoleLines = [];
    context.on('console', (message) => consoleLines.push(message.text()));
    // On the same site, the browser gives the frame access to storage.
    await portal.start({ hostname: '127.0.0.1', accounts: portal.embedderAccounts('acme', 'bee') });
    await page.goto(portal.url);
    const frame = appFrame(page, 'Helpdesk');
    await expectRows(frame);
    await expect(frame.getByRole('navigation', { name: 'Views' }).getByRole('heading', { level: 2 })).toHaveText(['All accounts', 'Acme', 'Bee']);
    await expect(frame.getByText('Token needed')).toHaveCount(0);
    await screen(frame).rows.first().click();
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    await expect(page.getByLabel('Events')).toContainText('ticket-opened');
    const [, embedded] = page.frames();
    const kept = await embedded.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state]));
    for (const token of Object.values(portal.tokens)) {
      expect(kept).not.toContain(token);
      expect(consoleLines.join('\n')).not.toContain(token);
      expect(page.frames().map((it) => it.url()).join(' ')).not.toContain(token);
      // Only requests to a helpdesk carry the token.
      const carriers = app.requests.filter((it) => it.url().includes(token) || JSON.stringify(it.headers()).includes(token));
      for (const request of carriers) expect(request.url()).toContain(app.proxy.url);
    }
    expect((await app.grooveRequests('GET /tickets')).length).toBeGreaterThan(0);
  });

  test('connects a list and a ticket in two frames, which are as high as their content', async ({ app, portal, page }) => {
    await portal.start();
    await page.goto(`${portal.url}#beside`);
    const [list, ticket] = [appFrame(page, 'Tickets'), appFrame(page, 'Ticket')];
    await expectRows(list);
    await expect(list.getByRole('navigation', { name: 'Views' })).toHaveCount(0);
    await expect(screen(list).ticket).toHaveCount(0);
    await expect(ticket.getByRole('grid')).toHaveCount(0);
    const subject = await screen(list).rows.nth(1).locator('.subject').innerText();
    await screen(list).rows.nth(1).click();
    await expect(screen(ticket).heading(subject)).toBeVisible();
    await expect(screen(list).rows.nth(1)).toBeVisible();
    // Only the list's frame requests the list.
    expect((await app.grooveRequests('GET /tickets?')).length).toBe(1);
    const height = (title) => page.locator(`iframe[title="${title}"]`).evaluate((it) => it.clientHeight);
    await expect.poll(() => height('Ticket')).toBeGreaterThanOrEqual(640);
    await expect.poll(() => height('Tickets')).toBe(await page.frames()[1].evaluate(() => Math.max(360, screen.availHeight)));
    await page.frames()[1].evaluate(() => window.scrollTo(0, 1));
    expect(await page.frames()[1].evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBeLessThanOrEqual(0);
  });

  test('continues after the frame was reloaded', async ({ portal, page }) => {
    await portal.start();
    await page.goto(portal.url);
    const frame = appFrame(page, 'Helpdesk');
    await expectRows(frame);
    await page.frames()[1].evaluate(() => location.reload());
    await expectRows(frame);
    await page.getByLabel('Jump to ticket').fill('acme:7');
    await page.keyboard.press('Enter');
    await expect(screen(frame).ticket).toBeVisible();
    await expect(page.getByLabel('Events')).toContainText('acme');
  });

  test('gets errors with codes, and can remove the frame', async ({ app, portal, page }) => {
    await portal.start({ own: { 'own.html': '<!DOCTYPE html><title>Own</title><div id="place"></div><script type="module" src="own.js"></script>', 'own.js': `
      import { mount } from './deskbell-embed.js';
      window.events = [];
      const { src, accounts } = await (await fetch('desk.json')).json();
      window.deskbell = mount(document.getElementById('place'), { src, accounts, credential: async () => { throw new Error('nobody is signed in'); }, onEvent: (event) => events.push(event) });
      window.early = deskbell.navigate('status=closed');
      window.code = (asked) => asked.then(() => 'done', ({ name, code }) => name + ' ' + code);` } });
    await page.goto(`${portal.url}own.html`);
    // Calls before the frame is loaded are sent when it is.
    expect(await page.evaluate(() => early)).toEqual({ query: 'status=closed', ticket: null });
    expect(await page.evaluate(() => code(deskbell.navigate(7)))).toBe('DeskbellError bad-request');
    expect(await page.evaluate(() => code(deskbell.configure({ theme: 'pink' })))).toBe('DeskbellError bad-config');
    await expect.poll(() => page.evaluate(() => events)).toContainEqual({ type: 'error', code: 'credential', message: 'nobody is signed in' });
    await expect(page.locator('iframe')).toHaveAttribute('title', 'Deskbell');
    expect(await page.evaluate(() => { const asked = code(deskbell.getState()); deskbell.destroy(); return asked; })).toBe('DeskbellError destroyed');
    await expect(page.locator('iframe')).toHaveCount(0);
    expect(await app.grooveRequests()).toEqual([]);
  });

  test('sets the colours, and can change them', async ({ portal, page }) => {
    await portal.start();
    await page.goto(portal.url);
    const frame = appFrame(page, 'Helpdesk');
    await expectRows(frame);
    const [, embedded] = page.frames();
    const accent = () => embedded.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent'));
    await expect.poll(accent).toContain('#3b4cca');
    await page.getByLabel('Theme').selectOption('dark');
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expectAccessible(embedded);
    await page.getByLabel('Theme').selectOption('light');
    await expect(frame.locator('html')).toHaveAttribute('data-theme', 'light');
    await expectAccessible(embedded);
  });
});

test.describe('requests of a portal', () => {
  test('get-state and navigate leave the frame\'s own parameters alone', async ({ portal, page }) => {
    const frame = await openConnected(portal, page, { src: '&theme=dark' });
    await expectRows(frame);
    expect((await ask(page, { type: 'get-state' })).result).toEqual({ query: '', ticket: null });
    const response = await ask(page, { type: 'navigate', query: '?status=closed&ticket=acme:7&embed=0&layout=list&theme=light&lang=xx&demo=9' });
    expect(response.result).toEqual({ query: 'status=closed&ticket=acme:7', ticket: 'acme:7' });
    await expect(screen(frame).ticket).toBeVisible();
    await expect.poll(() => page.frames()[1].url()).toBe(`${portal.appUrl}?status=closed&ticket=acme:7&embed=1&theme=dark`);
    expect(await portalEvents(page, 'state-changed')).toContainEqual({ deskbell: 1, type: 'state-changed', query: 'status=closed&ticket=acme:7' });
    expect(await portalEvents(page, 'ticket-opened')).toContainEqual({ deskbell: 1, type: 'ticket-opened', account: 'acme', ticket: '7' });
  });

  test('a ticket-changed event is sent when the helpdesk has saved a change', async ({ app, portal, page }) => {
    const frame = await openConnected(portal, page);
    await expectRows(frame);
    const row = screen(frame).rows.filter({ hasText: /Opened|Pending|Unread/ }).first();
    await row.click();
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    await page.keyboard.press('e');
    await expect.poll(() => portalEvents(page, 'ticket-changed')).toEqual([expect.objectContaining({ account: 'acme', changes: expect.objectContaining({ state: 'closed' }) })]);
    expect((await app.grooveRequests('PUT')).length).toBe(1);
  });

  test('configure is validated like config.json, and applied completely or not at all', async ({ portal, page }) => {
    const frame = await openConnected(portal, page, { config: { lockSettings: true } });
    await expectRows(frame);
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
    await expectRows(frame);
    expect(await ask(page, { type: 'configure', theme: 'dark', accent: '#ffd700' })).toMatchObject({ ok: true });
    await expect(frame.locator('html[data-theme=dark]')).toBeAttached();
  });

  test('a token is accepted only if expected, and requested again if the helpdesk refuses it', async ({ app, portal, page }) => {
    app.allowErrors(/^console: .*401/);
    const accounts = [...portal.embedderAccounts('acme'), app.account({ id: 'typed', name: 'Typed' })];
    await portal.start({ config: { accounts } });
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.connect());
    const frame = appFrame(page);
    await expect.poll(() => portalEvents(page, 'credential-needed')).toHaveLength(1);
    expect((await ask(page, { type: 'credential', account: 'nobody', token: 'x' })).error.code).toBe('unknown-account');
    expect((await ask(page, { type: 'credential', account: 'typed', token: 'x' })).error.code).toBe('not-expected');
    expect((await ask(page, { type: 'credential', account: 'acme', token: 'no good ☃' })).error.code).toBe('bad-token');
    expect((await ask(page, { type: 'credential', account: 'acme', token: 7 })).error.code).toBe('bad-request');
    expect(await app.grooveRequests()).toEqual([]);
    expect(await ask(page, { type: 'credential', account: 'acme', token: 'wrong-token-of-acme' })).toMatchObject({ ok: true });
    await expect.poll(() => portalEvents(page, 'credential-needed')).toHaveLength(2);
    const { error } = await ask(page, { type: 'credential', account: 'acme', token: 'wrong-token-of-acme' });
    expect(error.code).toBe('refused-token');
    const before = (await app.grooveRequests()).length;
    expect(await ask(page, { type: 'navigate', query: 'account=acme' })).toMatchObject({ ok: true });
    await expect(frame.getByText('has been asked for another')).toBeVisible();
    await expect(frame.getByLabel('API token')).toHaveCount(0);
    expect(await ask(page, { type: 'credential', account: 'acme', token: portal.tokens.acme })).toMatchObject({ ok: true });
    await expectRows(frame);
    expect((await app.grooveRequests()).length).toBeGreaterThan(before);
  });

  test('malformed requests get an error and change nothing', async ({ portal, page }) => {
    const frame = await openConnected(portal, page);
    await expectRows(frame);
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
    // A message without a valid id cannot be answered, so it causes an error event.
    const events = await page.evaluate(async () => {
      const cyclic = { deskbell: 1, id: 'c', type: 'get-state' };
      cyclic.self = cyclic;
      const nested = JSON.parse('['.repeat(3000) + ']'.repeat(3000));
      const polluting = JSON.parse('{ "deskbell": 1, "type": "navigate", "__proto__": { "id": 1, "query": "status=closed" }, "constructor": { "prototype": { "query": "status=closed" } } }');
      for (const odd of [null, 7, 'text', [], new Map([['type', 'get-state']]), new Date(), new ArrayBuffer(8), { id: 1 }, { deskbell: 1, type: 'get-state' }, { deskbell: 1, type: 'get-state', id: { toString: 1 } }, { deskbell: 1, type: 'get-state', id: NaN }, polluting]) port.postMessage(odd);
      port.postMessage(cyclic);
      port.postMessage({ deskbell: 1, id: 'n', type: 'navigate', query: nested });
      const answers = [await answered('c'), await answered('n'), await ask({ type: 'navigate', query: '', ['__proto__x']: 1 })];
      return { answers: answers.map(({ ok, error }) => ok || error.code), events: received.filter(({ type }) => type === 'error').map(({ code }) => code) };
    });
    expect(events.answers).toEqual(['bad-request', 'bad-request', true]);
    expect(events.events).toEqual(Array(11).fill('bad-request'));
    const polluted = await ask(page, { type: 'get-state' });
    expect(polluted.result).toEqual(before);
    expect(await page.frames()[1].evaluate(() => ({}).query)).toBeUndefined();
    await expectRows(frame);
  });

  test('a burst of requests does not freeze the app', async ({ portal, page }) => {
    const frame = await openConnected(portal, page);
    await expectRows(frame);
    const codes = await page.evaluate(async () => {
      const ids = Array.from({ length: 3000 }, (_, at) => `burst-${at}`);
      ids.forEach((id, at) => port.postMessage({ deskbell: 1, id, type: 'navigate', query: `q=word${at}` }));
      await answered(ids.at(-1));
      return ids.map((id) => received.find((it) => it.id === id)).map(({ ok, error }) => (ok ? 'ok' : error.code));
    });
    expect(codes.filter((code) => code === 'ok').length).toBeGreaterThan(20);
    expect(codes.filter((code) => code === 'ok').length).toBeLessThan(120);
    expect(new Set(codes)).toEqual(new Set(['ok', 'too-many']));
    await screen(frame).search.fill('');
    await expectRows(frame);
  });
});

test.describe('in the frame', () => {
  test('the frame does not take the focus by itself, and gets keys only with the focus', async ({ app, portal, page }) => {
    await portal.start({ src: '&ticket=acme:7' });
    await page.goto(`${portal.url}raw.html`);
    await field(page).focus();
    await page.evaluate(() => window.connect());
    await ask(page, { type: 'configure', accounts: portal.embedderAccounts('acme') });
    await ask(page, { type: 'credential', account: 'acme', token: portal.tokens.acme });
    const frame = appFrame(page);
    await expectRows(frame);
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    for (const query of ['page=overview', 'status=closed', 'ticket=acme:8', '']) await ask(page, { type: 'navigate', query });
    await expectRows(frame);
    await expect(field(page)).toBeFocused();
    expect(await page.frames()[1].evaluate(() => document.hasFocus())).toBe(false);
    await page.keyboard.type('jjc?');
    await expect(field(page)).toHaveValue('jjc?');
    await expect(frame.getByRole('dialog')).toHaveCount(0);
    await screen(frame).rows.nth(2).click();
    await page.keyboard.press('?');
    await expect(frame.getByRole('dialog')).toBeVisible();
    expect(app.violations).toEqual([]);
  });

  test('the app works in a sandboxed frame', async ({ portal, page }) => {
    await portal.start({ body: (appUrl) => `<iframe title="Deskbell" sandbox="allow-scripts allow-same-origin allow-forms allow-popups" src="${appUrl}?embed=1"></iframe>` });
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.connect());
    await ask(page, { type: 'configure', accounts: portal.embedderAccounts('acme') });
    await ask(page, { type: 'credential', account: 'acme', token: portal.tokens.acme });
    const frame = appFrame(page);
    await screen(frame).rows.first().click();
    await expect(screen(frame).ticket).toHaveAttribute('aria-busy', 'false');
    await frame.getByRole('textbox', { name: 'Reply' }).fill('From a sandbox');
    await frame.getByRole('button', { name: 'Send reply' }).click();
    await expect(frame.getByRole('feed', { name: 'Messages' })).toContainText('From a sandbox');
  });

  /** Opens a portal whose agents enter their token, on the same site as the app or on another one. */
  async function openWithTypedToken(app, portal, page, hostname) {
    await portal.start({ hostname, accounts: [app.account()] });
    await page.goto(portal.url);
    const frame = appFrame(page, 'Helpdesk');
    await frame.getByLabel('API token').fill(portal.tokens.acme);
    return [frame, page.frames()[1]];
  }
  const storesData = (embedded) => embedded.evaluate(() => { try { return Boolean(localStorage); } catch ({ name }) { return name; } });

  test('without storage everything works in memory, and the app says so', async ({ app, portal, page }) => {
    // Tests run in a private window, where Chromium denies cross-site frames their storage.
    const [frame, embedded] = await openWithTypedToken(app, portal, page, 'localhost');
    expect(await storesData(embedded)).toBe('SecurityError');
    await expect(frame.getByText('This browser stores nothing for this page')).toBeVisible();
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
    await expect(screen(frame).dialog('Settings').getByText('This browser stores nothing for this page')).toBeVisible();
  });

  test('with storage a token is stored only on request', async ({ app, portal, page }) => {
    const [frame, embedded] = await openWithTypedToken(app, portal, page, '127.0.0.1');
    expect(await storesData(embedded)).toBe(true);
    await frame.getByLabel('Remember on this device').check();
    await frame.getByRole('button', { name: 'Use token' }).click();
    await expectRows(frame);
    expect(await embedded.evaluate(() => localStorage['deskbell.accounts'])).toBeUndefined();
    await page.reload();
    await expectRows(frame);
  });

  for (const width of [1440, 390, 320]) {
    test(`each layout fits ${width} pixels`, async ({ portal, page }) => {
      await page.setViewportSize({ width, height: 900 });
      for (const layout of ['full', 'list', 'ticket']) {
        await openConnected(portal, page, { src: `&layout=${layout}&ticket=acme:7` });
        const frame = appFrame(page);
        const shows = { full: width < 700 ? ['ticket'] : ['grid', 'ticket'], list: ['grid'], ticket: ['ticket'] }[layout];
        for (const pane of ['grid', 'ticket']) {
          await expect(screen(frame)[pane]).toHaveCount(shows.includes(pane) ? 1 : 0);
          if (shows.includes(pane)) await expect(screen(frame)[pane]).toHaveAttribute('aria-busy', 'false');
        }
        for (const name of ['Back to the list', 'Next ticket', 'Close the ticket pane', 'Send and next']) {
          if (layout === 'ticket') await expect(frame.getByRole('button', { name })).toHaveCount(0);
        }
        const embedded = page.frames()[1];
        expect(await embedded.evaluate(() => document.documentElement.scrollWidth - innerWidth), layout).toBeLessThanOrEqual(0);
        await expectAccessible(embedded);
        expect((await portalEvents(page, 'resize')).length > 0, layout).toBe(layout !== 'full');
      }
    });
  }

  test('the demo is shown only if the address requests it', async ({ app, portal, page }) => {
    await portal.start();
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.connect());
    await ask(page, { type: 'get-state' });
    await expect(appFrame(page).getByText('This is a demo')).toHaveCount(0);
    await portal.start({ src: '&demo=30' });
    await page.goto(`${portal.url}raw.html`);
    await page.evaluate(() => window.connect());
    await expectRows(appFrame(page));
    expect((await ask(page, { type: 'configure', accounts: portal.embedderAccounts('acme') })).error.code).toBe('demo');
    expect(await app.grooveRequests()).toEqual([]);
  });
});
