// The list: pages, rows, what it says when there is nothing to list.
import { expect, test } from './support/desk.mjs';
import { escaped, screen } from './support/screen.mjs';

test('shows the first fifty tickets after one request', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.enter();
  const { grid, row, current } = screen(page);
  for (const { number, title, customer_name } of tickets.slice(0, 5)) {
    const found = grid.getByRole('row').and(page.locator(`[aria-rowindex="${tickets[0].number - number + 2}"]`));
    await expect(found).toContainText(title);
    if (customer_name) await expect(found).toContainText(customer_name);
    await expect(found.getByRole('checkbox', { name: `Select ${title}`, exact: true })).not.toBeChecked();
  }
  await expect(row(tickets[0].title).first()).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '241');
  await expect(current).toHaveAttribute('aria-rowindex', '2');
  await expect(current).toHaveAttribute('tabindex', '0');
  await expect(grid.locator('[role=row][tabindex="0"]')).toHaveCount(1);
  expect(await page.evaluate(() => document.activeElement.closest('[role=grid]')), 'no focus moves by itself').toBeNull();
  await expect(screen(page).ticket).toBeHidden();
  expect(await desk.asked()).toEqual(['GET /tickets?page=1&per_page=50']);
});

test('a row has the subject and the requester in its name', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.enter();
  const named = tickets.slice(0, 10).filter(({ title, customer_name }) => title?.trim() && customer_name);
  for (const { title, customer_name } of named) {
    await expect(screen(page).rowOf({ title }).first()).toHaveAccessibleName(new RegExp(escaped(customer_name)));
    await expect(screen(page).rowOf({ title }).first()).toHaveAccessibleName(new RegExp(escaped(title)));
  }
});

test('scrolling brings every page once, down to the last ticket', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.enter();
  const { grid } = screen(page);
  const last = grid.locator('[role=row][aria-rowindex="241"]');
  await grid.hover();
  await expect(async () => {
    await page.mouse.wheel(0, 3000);
    expect(await grid.getByRole('row').count()).toBeLessThan(45);
    await expect(last).toBeInViewport({ timeout: 50 });
  }).toPass({ intervals: [0] });
  await expect(last).toContainText(tickets.at(-1).title);
  await expect(grid).toHaveAttribute('aria-rowcount', '241');
  expect(await desk.asked('GET /tickets?')).toEqual([1, 2, 3, 4, 5].map((number) => `GET /tickets?page=${number}&per_page=50`));
});

test('the keyboard reaches the last ticket', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.enter();
  const { current } = screen(page);
  await current.focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(current).toHaveAttribute('aria-rowindex', '241', { timeout: 50 });
  }).toPass({ intervals: [0] });
  await expect(current).toBeFocused();
  await expect(current).toContainText(tickets.at(-1).title);
  await page.keyboard.press('Home');
  await expect(current).toHaveAttribute('aria-rowindex', '2');
  await expect(current).toBeFocused();
  expect(await desk.asked()).toHaveLength(5);
});

test('a ticket that cannot be read has its row, and the others stand', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.sandbox.breakTicket(tickets[1].number);
  await desk.enter();
  const { grid, rowOf } = screen(page);
  await expect(grid.locator('[role=row][aria-rowindex="3"]')).toContainText('could not be read');
  await expect(rowOf(tickets[0]).first()).toBeVisible();
  await expect(rowOf(tickets[2]).first()).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '241');
});

test('says when there is nothing, and what helps', async ({ desk, page }) => {
  await desk.open('?customer=nobody@nowhere.example');
  await desk.useToken();
  await expect(page.getByText('No tickets match these filters.')).toBeVisible();
  await expect(screen(page).grid).toHaveAttribute('aria-rowcount', '1');
  await screen(page).button('Clear filters').click();
  await expect(screen(page).grid).toHaveAttribute('aria-rowcount', '241');
  await expect(page).toHaveURL(desk.url);
});

test('says when the helpdesk is empty', async ({ desk, page }) => {
  await desk.sandbox.reset(0);
  await desk.open();
  await desk.useToken();
  await expect(page.getByText('No tickets here.')).toBeVisible();
});

test('is busy while rows load, and shows no rows that are none', async ({ desk, page }) => {
  await desk.sandbox.fault({ path: '/tickets', delayMs: 1200 });
  await desk.open();
  await desk.useToken();
  const { grid, rows } = screen(page);
  await expect(grid).toHaveAttribute('aria-busy', 'true');
  await expect(rows).toHaveCount(0);
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await expect(rows.first()).toBeVisible();
});

test('a failed load says why and can be tried again', async ({ desk, page }) => {
  desk.tolerate(/^console: .*500/);
  await desk.sandbox.fault({ path: '/tickets', status: 500 });
  await desk.open();
  await desk.useToken();
  await expect(screen(page).trouble).toContainText('(500)');
  await screen(page).button('Try again').click();
  await expect(screen(page).rows.first()).toBeVisible();
  await expect(page.getByText('(500)')).toBeHidden();
});

test('a page that fails leaves the rows where they are', async ({ desk, page }) => {
  desk.tolerate(/^console: .*500/);
  await desk.enter();
  await desk.sandbox.fault({ path: '/tickets', status: 500 });
  const { current, trouble, grid } = screen(page);
  await current.focus();
  await page.keyboard.press('End');
  await expect(trouble).toContainText('(500)');
  await expect(current).toHaveAttribute('aria-rowindex', '51');
  await screen(page).button('Try again').click();
  await expect(trouble.filter({ hasText: '(500)' })).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  expect(await desk.asked('GET /tickets?page=2')).toHaveLength(2);
});

test('refreshing asks for the first page again and keeps the rows meanwhile', async ({ desk, page }) => {
  await desk.enter();
  const { rows, button } = screen(page);
  await desk.sandbox.fault({ path: '/tickets', delayMs: 300 });
  await button('Refresh').click();
  await expect(rows.first()).toBeVisible();
  await expect.poll(() => desk.asked()).toHaveLength(2);
});
