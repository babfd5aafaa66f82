// The dialog for a new ticket: every documented field, validation, and unsaved input.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

/** Opens the dialog, and returns locators for its fields. */
async function openForm(app, page, path) {
  await app.signIn(path);
  await screen(page).button('New ticket').click();
  const form = screen(page).dialog('New ticket');
  await expect(form).toBeVisible();
  return {
    form,
    text: (name) => form.getByRole('textbox', { name, exact: true }),
    list: (name) => form.getByRole('combobox', { name, exact: true }),
    tick: (name) => form.getByRole('checkbox', { name, exact: true }),
    more: (name) => form.getByText(name, { exact: true }).click(),
    create: form.getByRole('button', { name: 'Create ticket' }),
  };
}

const minimal = { from: 'grace@adeyemi.example', to: 'help@tern.example', body: 'The kettle leaks.' };
async function fillMinimal({ text }) {
  await text('From').fill(minimal.from);
  await text('To').fill(minimal.to);
  await text('Message').fill(minimal.body);
}

test('sends only the filled fields, and offers to open the new ticket', async ({ app, page }) => {
  const { text, create, form, ...fields } = await openForm(app, page);
  await fillMinimal({ text, ...fields });
  await text('Subject').fill('Kettle');
  await create.click();
  await expect(form).toBeHidden();
  const { notice, button, heading, rowOf, grid } = screen(page);
  await expect(notice).toContainText('“Kettle” was created in Acme.');
  await expect(rowOf({ title: 'Kettle' })).toHaveAttribute('aria-rowindex', '2');
  await expect(grid).toHaveAttribute('aria-rowcount', '242');
  await button('Open ticket').click();
  await expect(heading('Kettle')).toBeVisible();
  expect(await app.changes()).toEqual([['POST /tickets', { ...minimal, subject: 'Kettle' }, 201]]);
});

test('sends every documented field', async ({ app, page }) => {
  const { text, list, tick, more, create, form } = await openForm(app, page);
  await fillMinimal({ text });
  await text('Subject').fill('Everything');
  await choose(page, list('Assignee'), 'Amara Okafor');
  await choose(page, list('Labels'), 'refund');
  await choose(page, list('Labels'), 'quite new', 'Use "quite new"');
  await expect(form.getByRole('button', { name: 'Remove label refund' })).toBeVisible();
  await tick('Private note').check();
  await tick('Send copy to customer').check();
  await more('More options');
  await choose(page, list('Mailbox'), 'Trade');
  await choose(page, list('Group'), 'Billing');
  await choose(page, list('State'), 'Pending');
  await form.getByLabel('Sent at', { exact: true }).fill('2026-01-02T03:04');
  await tick('Starred').check();
  await tick('Skip notifications').check();
  await more('Customer details');
  const details = { Name: 'Grace A.', About: 'Old friend', Title: 'Dr', Company: 'Adeyemi & Co', Phone: '+44 1', Location: 'Leeds', Twitter: '@grace', LinkedIn: 'grace-a' };
  for (const [name, value] of Object.entries(details)) await text(name).fill(value);
  await create.click();
  await expect(form).toBeHidden();
  const [[line, { sent_at: sentAt, ...body }, status]] = await app.changes();
  expect([line, status]).toEqual(['POST /tickets', 201]);
  expect(body).toEqual({
    from: {
      email: minimal.from, name: 'Grace A.', about: 'Old friend', title: 'Dr', company_name: 'Adeyemi & Co',
      phone_number: '+44 1', location: 'Leeds', twitter_username: '@grace', linkedin_username: 'grace-a',
    },
    to: minimal.to,
    body: minimal.body,
    subject: 'Everything',
    assignee: 'amara@tern.example',
    tags: ['refund', 'quite new'],
    note: true,
    send_copy_to_customer: true,
    mailbox: '12',
    assigned_group: 'Billing',
    state: 'pending',
    starred: true,
    skip_notifications: true,
  });
  expect(new Date(sentAt).toISOString(), 'the time in Berlin').toBe('2026-01-02T02:04:00.000Z');
});

test('sends the customer details with the receiver if an agent writes', async ({ app, page }) => {
  const { text, more, create, form } = await openForm(app, page);
  await text('From').fill('maya@tern.example');
  await text('To').fill('grace@adeyemi.example');
  await text('Message').fill('Hello');
  await more('Customer details');
  await text('Company').fill('Adeyemi & Co');
  await create.click();
  await expect(form).toBeHidden();
  expect(await app.changes()).toEqual([['POST /tickets', {
    from: 'maya@tern.example', to: { email: 'grace@adeyemi.example', company_name: 'Adeyemi & Co' }, body: 'Hello',
  }, 201]]);
});

test('names missing fields, and focuses the first one', async ({ app, page }) => {
  const { form, text, create } = await openForm(app, page);
  // The sender is filled in by default.
  await expect(text('From')).toHaveValue('maya@tern.example');
  await text('From').fill('');
  await create.click();
  await expect(form.getByRole('alert')).toContainText('Still missing: From, To and Message.');
  await expect(text('From')).toBeFocused();
  await expect(text('From')).toHaveAttribute('aria-required', 'true');
  await expect(text('From')).toHaveAttribute('aria-invalid', 'true');
  await expect(text('From')).toHaveAccessibleDescription(/^This field is required\./);
  await expect(text('Subject')).not.toHaveAttribute('aria-invalid');
  await text('From').fill('grace@adeyemi.example');
  await expect(text('From')).not.toHaveAttribute('aria-invalid');
  await create.click();
  await expect(form.getByRole('alert')).toContainText('Still missing: To and Message.');
  await expect(text('To')).toBeFocused();
  expect(await app.changes()).toEqual([]);
});

test('shows why a ticket was refused, and keeps the input', async ({ app, page }) => {
  app.allowErrors(/^console: .*422/);
  const { form, text, list, create } = await openForm(app, page);
  await fillMinimal({ text });
  await choose(page, list('Assignee'), 'who@else.example', 'Use "who@else.example"');
  await create.click();
  await expect(form.getByRole('alert')).toContainText('assignee: is not the e-mail of an agent');
  await expect(text('Message')).toHaveValue(minimal.body);
  await expect(list('Assignee')).toHaveValue('who@else.example');
  await choose(page, list('Assignee'), 'Zeynep', 'Zeynep Çağlar');
  await page.keyboard.press('Control+Enter');
  await expect(form).toBeHidden();
  expect((await app.changes()).map(([, , status]) => status)).toEqual([422, 201]);
});

test('a discarded ticket takes the reason why it was refused with it', async ({ app, page }) => {
  app.allowErrors(/^console: .*422/);
  const { form, text, list, create } = await openForm(app, page);
  await fillMinimal({ text });
  await choose(page, list('Assignee'), 'who@else.example', 'Use "who@else.example"');
  await create.click();
  await expect(form.getByRole('alert')).toContainText('assignee: is not the e-mail of an agent');
  await form.getByRole('button', { name: 'Discard' }).click();
  await expect(form).toBeHidden();
  await screen(page).button('New ticket').click();
  await expect(text('Message')).toHaveValue('');
  await expect(form.locator('.form-problem')).toHaveText('');
});

test('keeps the input after Escape but not after Discard, and returns the focus', async ({ app, page }) => {
  const { form, text, list } = await openForm(app, page);
  await fillMinimal({ text });
  await choose(page, list('Labels'), 'refund');
  await text('Message').focus();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  const { button } = screen(page);
  await expect(button('New ticket')).toBeFocused();
  await button('New ticket').click();
  await expect(text('From')).toHaveValue(minimal.from);
  await expect(text('Message')).toHaveValue(minimal.body);
  await expect(form.getByRole('button', { name: 'Remove label refund' })).toBeVisible();
  await form.getByRole('button', { name: 'Discard' }).click();
  await button('New ticket').click();
  await expect(text('From')).toHaveValue('maya@tern.example');
  await expect(form.getByRole('button', { name: 'Remove label refund' })).toHaveCount(0);
});

test('closes only an open list on Escape', async ({ app, page }) => {
  const { form, list } = await openForm(app, page);
  await list('Assignee').click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list('Assignee')).toHaveAttribute('aria-expanded', 'false');
  await expect(form).toBeVisible();
});
