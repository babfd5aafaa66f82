// Customers' mails in the whole app: their content runs no scripts, sends no requests and cannot navigate.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { expectAccessible } from './support/axe.mjs';
import { expect, test as base } from './support/app.mjs';
import { screen } from './support/screen.mjs';
import { benign, hostile } from './mail/index.mjs';

const test = base.extend({
  /** A server that must not get requests, unless the agent allows them. */
  canary: async ({}, use) => {
    const requests = [];
    const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
    const server = createServer((request, response) => {
      requests.push(request.url);
      response.writeHead(200, { 'Content-Type': 'image/gif' }).end(pixel);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await use({ requests, url: `http://127.0.0.1:${server.address().port}` });
    server.closeAllConnections();
    server.close();
  },
});

const topics = [...new Set(hostile.map(({ file }) => file))];
const frameOf = (page) => screen(page).ticket.frameLocator('iframe[title="Message content"]');

/** Sends a mail to the helpdesk, with the canary's address inserted. */
function deliver(app, { html, text = '', subject, from, labels = [], attachments = [], summary }, canary) {
  const fill = (text) => text?.replaceAll('CANARY', canary.url);
  return app.sandbox.deliver({
    html: fill(html), text: fill(text || summary || '').toWellFormed(), subject: fill(subject), from: fill(from?.address ?? from),
    labels: labels.map(fill), files: attachments.map(({ name }) => fill(name)),
  });
}

/** Opens a ticket without reloading the page, and waits until its conversation is shown. */
async function open(page, number, html) {
  await page.evaluate((number) => {
    history.pushState(null, '', `?ticket=acme:${number}`);
    dispatchEvent(new PopStateEvent('popstate'));
  }, number);
  const { ticket } = screen(page);
  await expect(ticket.getByRole('feed', { name: 'Messages' })).toHaveAttribute('aria-busy', 'false');
  await expect(ticket.getByRole('article').first()).toBeVisible();
  const frame = ticket.locator('iframe[title="Message content"]');
  if (html !== undefined && !isPlain(html)) await expect(frame.first()).not.toHaveCSS('height', '0px');
}

/** Returns whether a mail has only plain paragraphs, so that it needs no frame. */
const isPlain = (html) => html.split('<').slice(1).every((tag) => /^\s*\/*\s*(p|br|div|span|html|body)\s*\/*\s*$/i.test(tag.split('>')[0]));

/** All topics, and those that depend on the parser once more without the browser's own sanitiser. */
const runs = [...topics.map((topic) => [topic, '']), ...['mutation.mjs', 'script.mjs', 'svg.mjs'].map((topic) => [topic, ', without a sanitiser in the browser'])];

for (const [topic, how] of runs) {
  const mails = hostile.filter(({ file }) => file === topic);
  test(`${mails.length} hostile mails: ${topic}${how}`, async ({ app, page, canary }) => {
    test.setTimeout(180_000);
    if (how) {
      await page.addInitScript(() => {
        delete Element.prototype.setHTML;
        delete window.Sanitizer;
      });
    }
    const numbers = [];
    for (const mail of mails) numbers.push(await deliver(app, mail, canary));
    await app.openAccounts('?account=acme', { accounts: [app.account({ requestsPerMinute: 0 })] });
    const popups = [];
    page.context().on('page', (popup) => popups.push(popup.url()));
    for (const [index, mail] of mails.entries()) {
      await test.step(mail.name, async () => {
        await open(page, numbers[index], mail.html);
        const found = await page.evaluate(() => {
          const frame = document.querySelector('iframe[title="Message content"]');
          const links = [...(frame?.contentDocument.querySelectorAll('a[href], area[href]') ?? []), ...document.querySelectorAll('.words a')];
          const isBad = (it) => !/^(https?|mailto|tel):$/.test(new URL(it.href).protocol) || it.target !== '_blank' || !/noopener/.test(it.rel);
          return {
            pwned: [window, frame?.contentWindow].filter((it) => it?.pwned !== undefined).length,
            bad: links.filter(isBad).map((it) => it.outerHTML),
            foreign: frame?.contentDocument.querySelectorAll('script, iframe, form, input, svg, math, style:not(head style), link, base, meta:not(head meta), object, embed').length ?? 0,
            title: document.title,
          };
        });
        expect(found, mail.name).toMatchObject({ pwned: 0, bad: [], foreign: 0 });
        expect(canary.requests, mail.name).toEqual([]);
        expect(new URL(page.url()).search, mail.name).toBe(`?ticket=acme:${numbers[index]}`);
      });
    }
    expect(popups).toEqual([]);
    expect(await page.evaluate(() => window.pwned)).toBeUndefined();
  });
}

test('images load if the agent allows them: once, always for a sender, or no longer', async ({ app, page, canary }) => {
  app.allowOrigin(canary.url);
  const html = '<p>Hello</p><img src="CANARY/photo.gif" width="200" height="80" alt="A photo"><img src="CANARY/open.gif" width="1" height="1">';
  const [first, second] = [await deliver(app, { html, from: 'news@mail.example' }, canary), await deliver(app, { html, from: 'news@mail.example' }, canary)];
  await app.openAccounts('?account=acme', { accounts: [app.account()] });
  const { ticket } = screen(page);
  await open(page, first, html);
  await expect(ticket.getByText('2 remote images from 1 host, 1 looks like a tracker.')).toBeVisible();
  await expectAccessible(page);
  expect(canary.requests).toEqual([]);
  await ticket.getByRole('button', { name: 'Show remote images' }).click();
  await expect.poll(() => canary.requests, 'likely trackers are never loaded').toEqual(['/photo.gif']);
  await open(page, second);
  await expect(ticket.getByRole('button', { name: 'Show remote images' })).toBeVisible();
  expect(canary.requests).toEqual(['/photo.gif']);
  await ticket.getByRole('button', { name: 'Always for' }).click();
  await expect.poll(() => canary.requests.length).toBe(2);
  await page.reload();
  await open(page, first);
  await expect(ticket.getByText('Remote images from')).toBeVisible();
  await expect.poll(() => canary.requests.length).toBe(3);
  await ticket.getByRole('button', { name: "Stop showing them" }).click();
  await expect(ticket.getByRole('button', { name: 'Show remote images' })).toBeVisible();
  expect(canary.requests.length).toBe(3);
});

test('a link whose text names another host asks for confirmation, others open in a new tab', async ({ app, page, canary }) => {
  const html = '<p><b>Hi</b> <a href="https://evil.example/x">www.bank.example</a> and <a href="https://shop.example/y">the shop</a></p>';
  const number = await deliver(app, { html }, canary);
  await page.context().route('https://shop.example/**', (route) => route.fulfill({ body: 'shop' }));
  app.allowOrigin('https://shop.example');
  await app.openAccounts('?account=acme', { accounts: [app.account()] });
  await open(page, number);
  const frame = frameOf(page);
  await frame.getByRole('link', { name: 'the shop' }).hover();
  await expect(page.locator('.pointed')).toHaveText('https://shop.example/y');
  await frame.getByRole('link', { name: 'www.bank.example' }).click();
  const confirmation = page.getByRole('dialog', { name: 'Open this link?' });
  await expect(confirmation).toContainText('https://evil.example/x');
  await expectAccessible(page);
  await confirmation.getByRole('button', { name: 'Cancel' }).click();
  await expect(confirmation).toHaveCount(0);
  const popup = page.context().waitForEvent('page');
  await frame.getByRole('link', { name: 'the shop' }).click();
  expect(await (await popup).evaluate(() => [window.opener, document.referrer])).toEqual([null, '']);
});

test('keys work while the focus is in a mail', async ({ app, page, canary }) => {
  const number = await deliver(app, { html: '<p><b>Hello</b></p>' }, canary);
  await app.openAccounts('?account=acme', { accounts: [app.account()] });
  await open(page, number);
  await frameOf(page).getByText('Hello').click();
  await page.keyboard.press('r');
  await expect(page.getByRole('textbox', { name: 'Reply' })).toBeFocused();
});

test.describe('extreme mails', () => {
  const many = (count, of) => Array.from({ length: count }, (_, at) => of(at)).join('');
  for (const [name, html, start] of [
    ['a body of 5 MB', many(50_000, (at) => `<p>Line <i>${at}</i> ${'word '.repeat(14)}</p>`), 'Line 0'],
    ['ten thousand nested tags', `<p>Begins</p>${'<section><div>'.repeat(5_000)}deep`, 'Begins'],
    ['a thousand images', `<p>Begins</p>${many(1_000, (at) => `<img src="https://images.example/${at}.png" width="40" height="40" alt="Image ${at}">`)}`, 'Begins'],
    ['invalid characters', `<p>Begins \ud800 \udfff \u0000 \ufffe</p><b>x</b>`, 'Begins'],
  ]) {
    test(name, async ({ app, page, canary }) => {
      const number = await deliver(app, { html: html.toWellFormed() }, canary);
      await app.openAccounts('?account=acme', { accounts: [app.account()] });
      await open(page, number);
      await expect(frameOf(page).getByText(start).first()).toBeVisible();
      // The app stays responsive meanwhile.
      await page.keyboard.press('r');
      await expect(page.getByRole('textbox', { name: 'Reply' })).toBeFocused();
      if (name.includes('5 MB')) {
        await screen(page).ticket.getByRole('button', { name: 'Show the whole message' }).click();
        await expect(frameOf(page).getByText('Line 49999')).toBeAttached({ timeout: 15_000 });
      }
    });
  }
});

test('real-world mails are readable, and screenshots are taken', async ({ app, page, canary }) => {
  test.setTimeout(60_000);
  const numbers = [];
  for (const { html } of benign) numbers.push(await deliver(app, { html, subject: 'A mail from a company' }, canary));
  await app.openAccounts('?account=acme', { accounts: [app.account({ requestsPerMinute: 0 })] });
  expect(benign.length).toBeGreaterThanOrEqual(20);
  for (const [index, { name, html }] of benign.entries()) {
    await open(page, numbers[index], html);
    const [frame] = await screen(page).ticket.locator('iframe[title="Message content"]').all();
    const words = frame ? await frame.contentFrame().locator('body').innerText() : await page.locator('.words').first().innerText();
    expect(words.trim().length, name).toBeGreaterThan(40);
    // Only a person can judge the appearance.
    await page.screenshot({ path: `tests/e2e/results/mails/${name}.png` });
  }
  expect(canary.requests).toEqual([]);
});
