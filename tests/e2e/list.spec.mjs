// The list: pages, rows, empty lists and errors.
import { expect, test } from './support/app.mjs';
import { escapeRegExp, screen } from './support/screen.mjs';

test('the first fifty tickets are shown after one request', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn();
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
  expect(await page.evaluate(() => document.activeElement.closest('[role=grid]')), 'the focus does not move by itself').toBeNull();
  await expect(screen(page).ticket).toBeHidden();
  expect(await app.grooveRequests()).toEqual(['GET /tickets?page=1&per_page=50']);
});

test('a row has the subject and the requester in its name', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn();
  const named = tickets.slice(0, 10).filter(({ title, customer_name }) => title?.trim() && customer_name);
  for (const { title, customer_name } of named) {
    await expect(screen(page).rowOf({ title }).first()).toHaveAccessibleName(new RegExp(escapeRegExp(customer_name)));
    await expect(screen(page).rowOf({ title }).first()).toHaveAccessibleName(new RegExp(escapeRegExp(title)));
  }
});

test('scrolling loads every page once, down to the last ticket', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn();
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
  expect(await app.grooveRequests('GET /tickets?')).toEqual([1, 2, 3, 4, 5].map((number) => `GET /tickets?page=${number}&per_page=50`));
});

test('the keyboard reaches the last ticket', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn();
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
  expect(await app.grooveRequests()).toHaveLength(5);
});

test('a ticket that cannot be read has a row that says so, and the others are shown', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.sandbox.breakTicket(tickets[1].number);
  await app.signIn();
  const { grid, rowOf } = screen(page);
  await expect(grid.locator('[role=row][aria-rowindex="3"]')).toContainText("couldn't be read");
  await expect(rowOf(tickets[0]).first()).toBeVisible();
  await expect(rowOf(tickets[2]).first()).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', '241');
});

test('an empty result says so and offers to clear the filters', async ({ app, page }) => {
  await app.open('?customer=nobody@nowhere.example');
  await app.useToken();
  await expect(page.getByText('No tickets match these filters.')).toBeVisible();
  await expect(screen(page).grid).toHaveAttribute('aria-rowcount', '1');
  await screen(page).button('Clear filters').click();
  await expect(screen(page).grid).toHaveAttribute('aria-rowcount', '241');
  await expect(page).toHaveURL(app.url);
});

test('an empty helpdesk says so', async ({ app, page }) => {
  await app.sandbox.reset(0);
  await app.open();
  await app.useToken();
  await expect(page.getByText('No tickets here.')).toBeVisible();
});

test('the list is busy while rows load, and has no placeholder rows', async ({ app, page }) => {
  await app.sandbox.fault({ path: '/tickets', delayMs: 1200 });
  await app.open();
  await app.useToken();
  const { grid, rows } = screen(page);
  await expect(grid).toHaveAttribute('aria-busy', 'true');
  await expect(rows).toHaveCount(0);
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await expect(rows.first()).toBeVisible();
});

test('a failed load shows why and can be retried', async ({ app, page }) => {
  app.allowErrors(/^console: .*500/);
  await app.sandbox.fault({ path: '/tickets', status: 500 });
  await app.open();
  await app.useToken();
  await expect(screen(page).alerts).toContainText('(500)');
  await screen(page).button('Try again').click();
  await expect(screen(page).rows.first()).toBeVisible();
  await expect(page.getByText('(500)')).toBeHidden();
});

test('a page that fails to load keeps the rows', async ({ app, page }) => {
  app.allowErrors(/^console: .*500/);
  await app.signIn();
  await app.sandbox.fault({ path: '/tickets', status: 500 });
  const { current, alerts, grid } = screen(page);
  await current.focus();
  await page.keyboard.press('End');
  await expect(alerts).toContainText('(500)');
  await expect(current).toHaveAttribute('aria-rowindex', '51');
  await screen(page).button('Try again').click();
  await expect(alerts.filter({ hasText: '(500)' })).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  expect(await app.grooveRequests('GET /tickets?page=2')).toHaveLength(2);
});

test('a refresh requests the first page again and keeps the rows meanwhile', async ({ app, page }) => {
  await app.signIn();
  const { rows, button } = screen(page);
  await app.sandbox.fault({ path: '/tickets', delayMs: 300 });
  await button('Refresh').click();
  await expect(rows.first()).toBeVisible();
  await expect.poll(() => app.grooveRequests()).toHaveLength(2);
});
