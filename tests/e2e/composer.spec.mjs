// The composer: a note stays a note, recipients are understood, and nothing doubtful is sent without a question.
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

const parts = (page) => {
  const { ticket } = screen(page);
  return {
    reply: ticket.getByRole('textbox', { name: 'Reply' }),
    note: ticket.getByRole('textbox', { name: 'Note' }),
    tab: (name) => ticket.getByRole('tab', { name }),
    button: (name) => ticket.getByRole('button', { name, exact: true }),
    problem: ticket.locator('#reply-problem'),
  };
};

/** Returns the bodies of the replies that SupportBee received. */
const replies = async (app) => (await app.sandbox.log())
  .filter(({ method, path }) => method === 'POST' && /\/replies/.test(path))
  .map(({ body }) => JSON.parse(body).reply);

async function open(app, page) {
  await app.openFirstTicket('bee');
  await expect(screen(page).ticket.getByRole('feed')).toHaveAttribute('aria-busy', 'false');
}

test('a note stays a note until the agent chooses the other tab', async ({ app, page }) => {
  await open(app, page);
  const { reply, note, tab, button } = parts(page);
  await page.keyboard.press('n');
  await expect(note).toBeFocused();
  await expect(button('Send reply')).toHaveCount(0);
  await page.keyboard.type('He is rude.');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
  await expect(note).toHaveValue('He is rude.');
  await note.fill('');
  await page.keyboard.type('Written anew.');
  await expect(note).toHaveValue('Written anew.');
  await tab('Note').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(tab('Reply')).toBeFocused();
  await expect(tab('Reply')).toHaveAttribute('aria-selected', 'true');
  await expect(reply).toHaveValue('Written anew.');
  await expect(button('Add note')).toHaveCount(0);
  await expect(screen(page).ticket.getByText(/^To \S/)).toBeVisible();
  expect(await replies(app)).toEqual([]);
});

test('copies are read as people paste them, and what is no address is refused', async ({ app, page }) => {
  await open(app, page);
  const { reply, button, problem } = parts(page);
  const { ticket } = screen(page);
  await page.keyboard.press('r');
  await page.keyboard.type('Hello');
  await ticket.getByText('Cc, Bcc').click();
  const copies = ticket.getByRole('textbox', { name: 'Cc', exact: true });
  await copies.fill('"Bello, Ana" <ana@kunde.example>; Max Roe <max@kunde.example>; Kim');
  await button('Send reply').click();
  await expect(problem).toHaveText('“Kim” isn\'t an email address. Correct or remove it.');
  await expect(reply).toHaveValue('Hello');
  await copies.fill('"Bello, Ana" <ana@kunde.example>; Max Roe <max@kunde.example>; ANA@kunde.example');
  await expect(problem).toHaveText('');
  await button('Send reply').click();
  await expect.poll(() => replies(app), { timeout: 10_000 }).toEqual([expect.objectContaining({ cc: ['ana@kunde.example', 'max@kunde.example'] })]);
});

test('a placeholder that was not filled in is asked about', async ({ app, page }) => {
  await open(app, page);
  const { button, problem } = parts(page);
  await page.keyboard.press('r');
  await page.keyboard.type('Hi [name], it is on its way.');
  await page.keyboard.press('Control+Enter');
  await expect(problem).toHaveText('“[name]” isn\'t filled in yet. Replace it, or send it as it is.');
  await button('Send anyway').click();
  await expect.poll(async () => (await replies(app)).length, { timeout: 10_000 }).toBe(1);
});

test('a slash can be written, and a canned response replaces it', async ({ app, page }) => {
  await open(app, page);
  const { reply } = parts(page);
  const dialog = screen(page).dialog('Canned responses');
  await page.keyboard.press('r');
  await page.keyboard.press('/');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(reply).toBeFocused();
  await page.keyboard.type('etc/nginx');
  await expect(reply).toHaveValue('/etc/nginx');
  await reply.fill('');
  await page.keyboard.press('/');
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('/');
  await expect(dialog).toHaveCount(0);
  await expect(reply).toHaveValue('/');
  await reply.fill('');
  await page.keyboard.press('/');
  await dialog.getByRole('combobox').click();
  const option = page.getByRole('option').first();
  await option.click();
  await expect(reply).toBeFocused();
  await expect(reply).not.toHaveValue(/^\/|^$/);
});

test('a double click on the send button sends once', async ({ app, page }) => {
  await open(app, page);
  const { button } = parts(page);
  await page.keyboard.press('r');
  await page.keyboard.type('It is on its way.');
  await button('Send reply').dblclick();
  await expect.poll(async () => (await replies(app)).length, { timeout: 10_000 }).toBe(1);
  await expect(screen(page).ticket.getByRole('article').last()).toContainText('It is on its way.');
  expect((await replies(app)).length).toBe(1);
});

test('a full storage is mentioned at once', async ({ app, page }) => {
  await open(app, page);
  await page.evaluate(() => {
    for (let size = 1 << 20; size; size >>= 1) {
      try {
        for (let place = 0; ; place += 1) localStorage.setItem(`filler-${size}-${place}`, 'x'.repeat(size));
      } catch { /* The next smaller piece may still fit. */ }
    }
  });
  await page.keyboard.press('r');
  await page.keyboard.type('Dear Grace,');
  await expect(screen(page).alerts.filter({ hasText: 'storage is full' })).toBeVisible();
});

test('dropped and pasted files are attached, and text is pasted as text', async ({ app, page }) => {
  await open(app, page);
  const { reply, button } = parts(page);
  const carry = (type, withText) => reply.evaluate((field, [type, withText]) => {
    const data = new DataTransfer();
    data.items.add(new File(['a picture'], `${type}.png`, { type: 'image/png' }));
    if (withText) data.setData('text/plain', 'a\tb');
    const options = { bubbles: true, cancelable: true };
    const event = type === 'drop' ? new DragEvent('drop', { ...options, dataTransfer: data }) : new ClipboardEvent('paste', { ...options, clipboardData: data });
    field.dispatchEvent(event);
    return event.defaultPrevented;
  }, [type, withText]);
  expect(await carry('paste', true), 'the text of a spreadsheet wins over its picture').toBe(false);
  expect(await carry('drop', false)).toBe(true);
  await expect(button('Remove drop.png')).toBeVisible();
  expect(await carry('paste', false)).toBe(true);
  await expect(button('Remove paste.png')).toBeVisible();
});

test('a file dropped beside the composer does not open in place of the app', async ({ app, page }) => {
  await app.openAccounts();
  const isPrevented = await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['a picture'], 'photo.png', { type: 'image/png' }));
    const events = ['dragover', 'drop'].map((type) => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
    return events.map((event) => !document.querySelector('[role=grid]').dispatchEvent(event));
  });
  expect(isPrevented).toEqual([true, true]);
});
