// The conversation of a ticket: it is complete, replies are sent once, and no draft is lost.
import { readFile } from 'node:fs/promises';
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

const parts = (page) => {
  const { ticket } = screen(page);
  return {
    feed: ticket.getByRole('feed', { name: 'Messages' }),
    messages: ticket.getByRole('feed', { name: 'Messages' }).getByRole('article'),
    reply: ticket.getByRole('textbox', { name: /^(Reply|Note)$/ }),
    button: (name) => ticket.getByRole('button', { name, exact: true }),
  };
};

const postedMessages = async (app) => (await app.changes()).filter(([line]) => line.endsWith('/messages')).map(([, document]) => document);

/** Delivers a mail, opens its ticket by a link, and waits for the conversation. */
async function open(app, page, mail = {}, accounts = [app.account()]) {
  const number = await app.sandbox.deliver({ text: 'message', from: 'grace@adeyemi.example', ...mail });
  await app.openAccounts(`?account=acme&ticket=acme:${number}`, { accounts });
  await expect(parts(page).feed).toHaveAttribute('aria-busy', 'false');
  await expect(parts(page).messages.first()).toBeVisible();
  return number;
}

test('messages are in order, with author and time', async ({ app, page }) => {
  const number = await open(app, page, { count: 3 });
  const { messages, feed } = parts(page);
  await expect(messages).toHaveCount(3);
  await expect(messages.nth(0)).toHaveAccessibleName(/^Message from Grace Adeyemi, .*\d{4}/);
  await expect(messages.nth(1)).toHaveAccessibleName(/^Message from .*Maya Lindqvist|maya@tern/);
  await expect(messages.nth(1)).toContainText('Agent');
  await expect(messages.nth(2)).toHaveAttribute('aria-posinset', '3');
  await expect(messages.nth(2)).toHaveAttribute('aria-setsize', '3');
  await messages.nth(2).locator('time').hover();
  await expect(messages.nth(2).locator('time')).toHaveAttribute('title', /\d{4}/);
  expect(await app.grooveRequests(`GET /tickets/${number}/messages`)).toEqual([`GET /tickets/${number}/messages?page=1&per_page=50`]);
  await messages.nth(2).focus();
  await page.keyboard.press('PageUp');
  await expect(messages.nth(1)).toBeFocused();
  await page.keyboard.press('PageDown');
  await expect(messages.nth(2)).toBeFocused();
  await expect(feed).toBeVisible();
  await expectAccessible(page);
});

test('the newest of four hundred messages are in view, and earlier ones can be loaded', async ({ app, page }) => {
  const number = await open(app, page, { count: 400 });
  const { messages, button } = parts(page);
  await expect(messages.last()).toBeInViewport();
  await expect(messages.last()).toContainText('message 399');
  expect(await messages.count()).toBeLessThanOrEqual(20);
  expect((await app.grooveRequests(`GET /tickets/${number}/messages`)).length).toBe(1);
  const earliest = () => messages.first().innerText();
  let last = await earliest();
  for (let presses = 0; presses < 3; presses += 1) {
    await button('Show earlier messages').click();
    await expect.poll(earliest).not.toBe(last);
    last = await earliest();
  }
  expect((await app.grooveRequests(`GET /tickets/${number}/messages`)).length).toBe(2);
});

test('a ticket that is opened again shows its conversation at once', async ({ app, page }) => {
  const number = await open(app, page, { count: 2 });
  const { messages } = parts(page);
  await page.keyboard.press('u');
  await app.sandbox.fault({ path: `/tickets/${number}/messages`, delayMs: 3000 });
  await page.keyboard.press('Enter');
  await expect(messages).toHaveCount(2, { timeout: 1000 });
});

test('a reply is delayed, can be undone, and is sent once', async ({ app, page }) => {
  const number = await open(app, page);
  const { reply, messages, button } = parts(page);
  await page.keyboard.press('r');
  await expect(reply).toBeFocused();
  await page.keyboard.type('Hello Grace, see https://tern.example');
  await page.keyboard.press('Control+Enter');
  await page.locator('.composer').getByRole('button', { name: 'Undo' }).click();
  await expect(reply).toBeFocused();
  await page.keyboard.type('!');
  await button('Send reply').click();
  await expect(reply).toHaveJSProperty('readOnly', true);
  await expect(messages).toHaveCount(2, { timeout: 10_000 });
  await expect(messages.last()).toContainText('Hello Grace, see https://tern.example!');
  await expect(messages.last().getByRole('link', { name: 'https://tern.example' })).toHaveAttribute('rel', /noopener/);
  await expect(reply).toHaveValue('');
  expect(await postedMessages(app)).toEqual([
    { body: 'Hello Grace, see https://tern.example!', note: false, send_copy_to_customer: true, author: 'maya@tern.example' },
  ]);
  expect((await app.grooveRequests(`POST /tickets/${number}/messages`)).length).toBe(1);
});

test('a note is internal, and sending can close the ticket or open the next one', async ({ app, page }) => {
  test.setTimeout(60_000);
  const number = await open(app, page);
  const { reply, messages, button } = parts(page);
  await page.keyboard.press('n');
  await page.keyboard.type('Asked the courier.');
  await page.keyboard.press('Control+Enter');
  await expect(messages.last()).toHaveAccessibleName(/^Note from/, { timeout: 10_000 });
  await page.keyboard.press('Escape');
  await expect(reply).not.toBeFocused();

  await page.keyboard.press('r');
  await page.keyboard.type('It is on its way.');
  await button('Send and close').click();
  await expect(screen(page).editor('State')).toHaveValue('Closed', { timeout: 10_000 });
  expect((await app.changes()).map(([line]) => line)).toEqual(
    ['messages', 'messages', 'state'].map((what) => expect.stringContaining(`/tickets/${number}/${what}`)));

  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.type('One more thing.');
  await page.keyboard.press('Control+Alt+Enter');
  await expect(page).not.toHaveURL(new RegExp(`ticket=acme:${number}`));
  await expect.poll(async () => (await postedMessages(app)).length, { timeout: 10_000 }).toBe(3);
});

test('a draft survives a reload, is listed, and can be deleted and restored', async ({ app, page }) => {
  await open(app, page);
  const { reply } = parts(page);
  await page.keyboard.press('r');
  await page.keyboard.type('Dear Grace,');
  await page.reload();
  await expect(reply).toHaveValue('Dear Grace,');
  await page.keyboard.press('u');
  await page.getByRole('button', { name: '1 draft' }).click();
  const drafts = screen(page).dialog('Drafts');
  await expect(drafts.getByRole('listitem')).toContainText('Dear Grace,');
  await expectAccessible(page);
  await drafts.getByRole('button', { name: /^Delete/ }).click();
  await expect(drafts.getByRole('listitem')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await page.getByRole('button', { name: '1 draft' }).click();
  await drafts.getByRole('link').first().click();
  await expect(reply).toHaveValue('Dear Grace,');
});

test('drafts are not stored if the agent opts out', async ({ app, page }) => {
  await open(app, page);
  await page.keyboard.press('u');
  await screen(page).button('Settings').click();
  await page.getByRole('checkbox', { name: 'Keep drafts on this device' }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await page.keyboard.type('Secret words');
  await expect(parts(page).reply).toHaveValue('Secret words');
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Secret words');
});

test.describe('when the tab is closed', () => {
  test('while a reply is being typed, the draft is kept', async ({ app, page, context }) => {
    const number = await open(app, page);
    await page.keyboard.press('r');
    await page.keyboard.type('Half a sen');
    await page.close({ runBeforeUnload: false });
    const newTab = await context.newPage();
    await newTab.goto(`${app.url}?ticket=acme:${number}`);
    await expect(parts(newTab).reply).toHaveValue('Half a sen');
  });

  for (const [when, fault, isReceived] of [
    ['after the helpdesk received it', { delayMs: 60_000 }, true],
    ['before the helpdesk received it', { status: 503, delayMs: 60_000 }, false],
  ]) {
    test(`while a reply is being sent, ${when}, it is sent exactly once`, async ({ app, page, context }) => {
      const number = await open(app, page);
      await app.sandbox.fault({ method: 'POST', path: `/tickets/${number}/messages`, ...fault });
      await page.keyboard.press('r');
      await page.keyboard.type('It is on its way.');
      await page.keyboard.press('Control+Enter');
      await expect.poll(async () => (await app.grooveRequests(`POST /tickets/${number}/messages`)).length, { timeout: 10_000 }).toBe(1);
      const stored = await page.evaluate(() => ({ ...localStorage }));
      await page.close({ runBeforeUnload: false });

      const newTab = await context.newPage();
      await newTab.addInitScript((stored) => location.protocol === 'http:' && !localStorage.length && Object.assign(localStorage, stored), stored);
      await newTab.goto(`${app.url}?ticket=acme:${number}`);
      if (isReceived) {
        await expect(screen(newTab).notice.getByText('Your reply was sent.')).toBeVisible();
        await expect(parts(newTab).messages).toHaveCount(2);
        await expect(parts(newTab).reply).toHaveValue('');
      } else {
        await expect(screen(newTab).alerts.getByText("Your reply wasn't sent before the page closed.")).toBeVisible();
        await expect(parts(newTab).reply).toHaveValue('It is on its way.');
        await parts(newTab).button('Retry').click();
        await expect(parts(newTab).messages).toHaveCount(2, { timeout: 10_000 });
      }
      const all = await fetch(`${app.sandbox.groove.baseUrl}/tickets/${number}/messages`, { headers: { Authorization: `Bearer ${app.sandbox.groove.token}` } });
      expect((await all.json()).messages.length, 'the reply was posted once').toBe(2);
    });
  }
});

test('after a lost response the reply is looked up, not sent again', async ({ app, page }) => {
  app.allowErrors(/^console: Failed to load/, /^console: Access to fetch/);
  const number = await open(app, page);
  const { messages } = parts(page);
  await app.sandbox.fault({ method: 'POST', path: `/tickets/${number}/messages`, cut: 'headers' });
  await page.keyboard.press('r');
  await page.keyboard.type('It is on its way.');
  await page.keyboard.press('Control+Enter');
  await expect(messages).toHaveCount(2, { timeout: 15_000 });
  expect((await app.grooveRequests(`POST /tickets/${number}/messages`)).length).toBe(1);
});

test('a refused reply keeps its text, shows the reason, and can be retried', async ({ app, page }) => {
  app.allowErrors(/^console: .* 422 /);
  const number = await open(app, page);
  const { reply, messages, button } = parts(page);
  await app.sandbox.fault({ method: 'POST', path: `/tickets/${number}/messages`, status: 422, body: '{"errors":{"body":["is too rude"]}}' });
  await page.keyboard.press('r');
  await page.keyboard.type('No.');
  await page.keyboard.press('Control+Enter');
  await expect(screen(page).ticket.getByRole('alert')).toContainText('is too rude', { timeout: 10_000 });
  await expect(reply).toHaveValue('No.');
  await button('Retry').click();
  await expect(messages).toHaveCount(2, { timeout: 10_000 });
});

test('a canned response is saved, found with /, and inserted', async ({ app, page }) => {
  await open(app, page);
  const { reply } = parts(page);
  await page.keyboard.press('r');
  await page.keyboard.type('Thank you for writing.');
  await parts(page).button('Canned responses').click();
  const canned = screen(page).dialog('Canned responses');
  await canned.getByRole('textbox', { name: 'Save the current text as' }).fill('Thanks');
  await canned.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(canned.getByRole('listitem')).toContainText('Thanks');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await reply.fill('');
  await reply.focus();
  await page.keyboard.press('/');
  await choose(page, canned.getByRole('combobox', { name: 'Response' }), 'Tha', 'Thanks Thank you for writing.');
  await expect(reply).toHaveValue('Thank you for writing.');
});

test('SupportBee has replies with copies and files, comments, and snippets', async ({ app, page }) => {
  app.allowErrors(/^console: .* 404 /);
  test.setTimeout(60_000);
  const id = await app.openFirstTicket('bee');
  const { reply, messages, button } = parts(page);
  await expect(parts(page).feed).toHaveAttribute('aria-busy', 'false');
  const before = await messages.count();
  expect(before).toBeGreaterThan(0);
  const photo = await page.screenshot({ clip: { x: 0, y: 0, width: 64, height: 64 } });
  await page.keyboard.press('r');
  await page.keyboard.type('Hello');
  await screen(page).ticket.getByText('Cc, Bcc').click();
  await screen(page).ticket.getByRole('textbox', { name: 'Cc', exact: true }).fill('a@b.example, c@d.example');
  await screen(page).ticket.getByLabel('Attach files').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo });
  await expect(button('Remove photo.png')).toBeVisible();
  await expectAccessible(page);
  await button('Send reply').click();
  await expect(messages).toHaveCount(before + 1, { timeout: 10_000 });
  const file = messages.last().getByRole('button', { name: 'photo.png' });
  await expect.poll(() => file.locator('img').evaluate((image) => image.naturalWidth)).toBe(64);
  // The download needs the token, which must not be in any address that the browser shows or stores.
  const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
  expect(download.suggestedFilename()).toBe('photo.png');
  expect(download.url()).toMatch(/^blob:/);
  expect(await readFile(await download.path())).toEqual(photo);
  expect(await page.content()).not.toContain(app.sandbox.supportbee.token);
  await app.sandbox.fault({ method: 'GET', path: '/attachments/', status: 404, body: '{}' });
  await file.click();
  await expect(page.getByRole('alert').filter({ hasText: 'photo.png' })).toContainText("photo.png wasn't saved.");
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(reply).toBeFocused();
  await page.keyboard.type('Asked the courier.');
  await page.keyboard.press('Control+Enter');
  await expect(messages.last()).toHaveAccessibleName(/^Note from/, { timeout: 10_000 });
  expect(await app.requestsTo('supportbee', 'POST')).toEqual(['POST /attachments', `POST /tickets/${id}/replies`, `POST /tickets/${id}/comments`]);
  await reply.focus();
  await page.keyboard.press('/');
  await screen(page).dialog('Canned responses').getByRole('combobox', { name: 'Response' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
});

test('on a small screen the newest message is in view, and the page does not scroll', async ({ app, page }) => {
  await open(app, page, { count: 12 });
  await page.setViewportSize({ width: 390, height: 700 });
  await page.reload();
  const { messages, feed } = parts(page);
  await expect(feed).toHaveAttribute('aria-busy', 'false');
  await expect(messages).toHaveCount(12);
  await expect(messages.last()).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
  await expect(screen(page).ticket.getByRole('heading', { level: 1 })).toBeInViewport();
});

test('Zaia shows the chat, and offers no reply', async ({ app, page }) => {
  await app.openFirstTicket('zaia');
  const { messages, reply } = parts(page);
  await expect(messages.nth(1)).toBeVisible();
  await expect(reply).toHaveCount(0);
});
