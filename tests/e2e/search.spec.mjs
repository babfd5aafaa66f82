// Search: instant in loaded tickets, and clear about what was searched.
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

const { describe } = test;

describe('typing', () => {
  test('filters the loaded tickets at once, by word prefixes in any order', async ({ app, page }) => {
    const tickets = await app.tickets();
    const { number, title, customer_name } = tickets.slice(0, 50).find((ticket) => /^[A-Z][a-z]+ \w/.test(ticket.title ?? '') && /^\w+ \w+$/.test(ticket.customer_name ?? ''));
    await app.signIn();
    const { search, rows, rowOf } = screen(page);
    await search.fill(`${customer_name.split(' ')[1].slice(0, 4)} ${title.split(' ')[0].slice(0, 3)} ${number}`);
    await expect(rows).toHaveCount(1);
    await expect(rowOf({ title })).toBeVisible();
    expect(await app.grooveRequests()).toEqual(['GET /tickets?page=1&per_page=50']);
  });

  test('folds case and accents', async ({ app, page }) => {
    const tickets = await app.tickets();
    const accented = tickets.slice(0, 50).filter(({ customer_name }) => customer_name === 'João Gonçalves' || customer_name === 'Anaïs Lefèvre' || customer_name === 'Jürgen Groß');
    test.skip(accented.length === 0, 'no such customer on the first page');
    await app.signIn();
    const { search, rows } = screen(page);
    const words = { 'João Gonçalves': 'JOAO goncal', 'Anaïs Lefèvre': 'lefevre ANAIS', 'Jürgen Groß': 'gross jurgen' }[accented[0].customer_name];
    await search.fill(words);
    await expect(rows).toHaveCount(accented.filter(({ customer_name }) => customer_name === accented[0].customer_name).length);
    await expect(rows.first()).toContainText(accented[0].customer_name);
  });

  test('says when nothing matches', async ({ app, page }) => {
    await app.signIn();
    const { search, button, grid } = screen(page);
    await search.fill('zzzqqq');
    await expect(page.getByText('No loaded tickets match')).toBeVisible();
    await page.locator('.empty').getByRole('button', { name: 'Clear search' }).click();
    await expect(search).toHaveValue('');
    await expect(grid).toHaveAttribute('aria-rowcount', '241');
    await expect(button('Clear search')).toHaveCount(0);
  });

  test('puts the words in the link', async ({ app, page }) => {
    await app.signIn();
    const { search } = screen(page);
    await search.pressSequentially('order 50%');
    await expect(page).toHaveURL(`${app.url}?q=order%2050%25`);
    await page.reload();
    await expect(search).toHaveValue('order 50%');
  });

  test('is kept if a ticket is opened before the words are in the link', async ({ app, page }) => {
    const tickets = await app.tickets();
    const { title } = tickets.find((ticket) => /^[A-Z][a-z]{4,}/.test(ticket.title ?? ''));
    const word = title.match(/^\w+/)[0];
    await app.signIn();
    const { search, rowOf, ticket } = screen(page);
    await search.fill(word);
    await rowOf({ title }).first().click();
    await expect(ticket).toBeVisible();
    await expect(search).toHaveValue(word);
    await expect(page).toHaveURL(new RegExp(`q=${word}`));
  });
});

describe('in the field', () => {
  test('Escape first clears it, then leaves it', async ({ app, page }) => {
    await app.signIn('?q=order');
    const { search } = screen(page);
    await search.focus();
    await page.keyboard.press('Escape');
    await expect(search).toHaveValue('');
    await expect(search).toBeFocused();
    await expect(page).toHaveURL(app.url);
    await page.keyboard.press('Escape');
    await expect(search).not.toBeFocused();
  });

  test('Enter searches at once', async ({ app, page }) => {
    await app.signIn();
    const { search } = screen(page);
    await search.fill('refund');
    await search.press('Enter');
    expect(new URL(page.url()).search).toBe('?q=refund');
  });

  test('shortcut keys are letters', async ({ app, page }) => {
    await app.signIn();
    const { search, current, ticket } = screen(page);
    await page.keyboard.press('/');
    await expect(search).toBeFocused();
    await search.pressSequentially('jexo?');
    await expect(search).toHaveValue('jexo?');
    await expect(ticket).toBeHidden();
    await expect(screen(page).dialog('Keyboard shortcuts')).toBeHidden();
    await expect(current).toHaveCount(0);
    expect(await app.changes()).toEqual([]);
  });
});

test('shows how many tickets were searched, and can load all', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn('?q=refund');
  const { button, rows, grid } = screen(page);
  await expect(page.getByText('Searched 50 loaded tickets of 240.')).toBeVisible();
  await button('Load all tickets').click();
  await expect(page.getByText('Searched all 240 tickets.')).toBeVisible();
  await expect(button('Load all tickets')).toHaveCount(0);
  const wanted = tickets.filter((ticket) => /\brefund/i.test([ticket.title, ticket.summary, ...ticket.tags].join(' '))).length;
  await expect(grid).toHaveAttribute('aria-rowcount', String(wanted + 1));
  await expect(rows.first()).toBeVisible();
  expect(await app.grooveRequests()).toEqual([1, 2, 3, 4, 5].map((number) => `GET /tickets?page=${number}&per_page=50`));
});

test('shows the progress of loading, and can stop', async ({ app, page }) => {
  await app.signIn('?q=order');
  const { button } = screen(page);
  await app.sandbox.fault({ path: '/tickets', delayMs: 0 });
  await app.sandbox.fault({ path: '/tickets', delayMs: 5000 });
  await button('Load all tickets').click();
  await expect(page.getByRole('progressbar', { name: 'Loading all tickets' })).toBeVisible();
  await expect(page.getByText('100 of 240')).toBeVisible();
  await button('Stop').click();
  await expect(page.getByText('Searched 100 loaded tickets of 240.')).toBeVisible();
  await expect(button('Load all tickets')).toBeVisible();
  expect(await app.grooveRequests()).toHaveLength(3);
});
