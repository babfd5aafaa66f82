// Pane widths, synchronised tabs, polling of the open ticket, printing, and touch targets.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

const widthOf = async (locator) => Math.round((await locator.boundingBox()).width);

test('a divider follows the mouse, is remembered, and is reset by a double click', async ({ site, page }) => {
  await site.open('?demo=20');
  const list = page.getByRole('region', { name: 'Ticket list' });
  for (const [name, pane, move] of [['Width of the list', list, 90], ['Width of the views', page.locator('.views'), -40]]) {
    const divider = page.getByRole('separator', { name });
    await expect(divider).toBeVisible();
    const defaultWidth = await widthOf(pane);
    const { x, y, width } = await divider.boundingBox();
    await page.mouse.move(x + width / 2, y + 300);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + move, y + 320, { steps: 3 });
    await page.mouse.up();
    expect(await widthOf(pane)).toBe(defaultWidth + move);
    // After the button is released, the divider no longer follows.
    await page.mouse.move(x + 300, y);
    await expect(divider).toHaveAttribute('aria-valuenow', String(defaultWidth + move));
    await page.reload();
    await expect(divider).toBeVisible();
    expect(await widthOf(pane)).toBe(defaultWidth + move);
    await divider.dblclick();
    expect(await widthOf(pane)).toBe(defaultWidth);
  }
});

test('no pane pushes another out of a small window', async ({ site, page }) => {
  await site.open('?demo=20');
  const divider = page.getByRole('separator', { name: 'Width of the list' });
  await divider.focus();
  await page.keyboard.press('End');
  for (const width of [1440, 1100, 900, 700]) {
    await page.setViewportSize({ width, height: 800 });
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(await widthOf(page.locator('.panes > .ticket'))).toBeGreaterThanOrEqual(330);
  }
  await page.setViewportSize({ width: 390, height: 800 });
  await expect(page.getByRole('separator')).toHaveCount(0);
});

test('two tabs of one browser stay in sync without requests', async ({ app, page, context }) => {
  const [newest] = await app.tickets();
  await app.openAccounts('?account=acme', { accounts: [app.account()] });
  const other = await context.newPage();
  await other.goto(`${app.url}?account=acme&ticket=acme:${newest.number}`);
  await expect(screen(other).editor('State')).toBeVisible();
  await expect(screen(other).ticket).toHaveAttribute('aria-busy', 'false');
  await expect(screen(other).ticket.getByRole('article', { name: /^Message from/ }).first()).toBeVisible();
  await expect(screen(other).ticket.getByRole('feed')).toHaveAttribute('aria-busy', 'false');
  await expect(other.getByRole('separator').first()).toBeAttached();
  await expect(page.getByRole('separator').first()).toBeAttached();

  // The conversation of the next ticket is loaded ahead whenever the tab is idle.
  const isPrefetch = (url) => url.includes('/messages') && !url.includes(`/tickets/${newest.number}/`);
  const requests = () => app.requests.filter((request) => request.frame().page() === other).map((request) => request.url())
    .filter((url) => url.startsWith(app.proxy.url) && !isPrefetch(url));
  const before = requests();
  await screen(page).rowOf(newest).click();
  await choose(page, screen(page).editor('State'), 'Spam');
  await expect(screen(other).editor('State')).toHaveValue('Spam');
  await expect(screen(other).ticket.getByText('Changed since you opened it')).toBeVisible();
  await expect(screen(other).rowOf(newest)).toContainText('Spam');
  await page.keyboard.press('Escape');
  await page.keyboard.press('z');
  await expect(screen(other).editor('State')).not.toHaveValue('Spam');
  await expect(screen(other).ticket.getByText('Changed since you opened it')).toHaveCount(0);
  expect(requests(), 'the other tab sent no request').toEqual(before);
  await other.close();
});

test('the open ticket is refreshed, even if it is not in the list', async ({ app, page }) => {
  const opened = (await app.tickets()).find(({ state }) => state === 'opened');
  await page.clock.install({ time: new Date() });
  await app.openAccounts(`?account=acme&status=closed&ticket=acme:${opened.number}`, { accounts: [app.account()] });
  const { editor, rowOf, ticket } = screen(page);
  await expect(editor('State')).toHaveValue('Opened');
  await expect(rowOf(opened)).toHaveCount(0);
  await app.allCodeLoaded();
  await app.changeAsAnotherAgent(opened, { state: 'spam' });
  await expect(async () => {
    await page.clock.fastForward(60_000);
    await expect(editor('State')).toHaveValue('Spam', { timeout: 500 });
  }).toPass();
  await expect(ticket.getByText('State: was Opened, is now Spam.')).toBeVisible();
});

test('recent choices are offered first, after “Assign to me”', async ({ app, page }) => {
  await app.signIn();
  const { rows, editor } = screen(page);
  await rows.first().click();
  await choose(page, editor('Assignee'), 'Zeynep', 'Zeynep Çağlar');
  await rows.nth(1).click();
  await editor('Assignee').click();
  await expect(page.getByRole('option').nth(0)).toHaveAccessibleName('Assign to me');
  await expect(page.getByRole('option').nth(1)).toHaveAccessibleName(/^Zeynep Çağlar/);
  await page.getByRole('option', { name: 'Assign to me' }).click();
  await expect.poll(() => app.changes().then((all) => all.at(-1)?.[1])).toMatchObject({ assignee: 'maya@tern.example' });
});

test('only the ticket is printed', async ({ site, page }) => {
  await site.open('?demo=20&account=demo-groove');
  const { rows, ticket, heading, search, views } = screen(page);
  await rows.first().click();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  const title = await ticket.getByRole('heading', { level: 1 }).innerText();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await expect(heading(title)).toBeVisible();
  await expect(ticket.getByRole('article').first()).toBeVisible();
  await expect(ticket.locator('.facts dt').first()).toBeVisible();
  for (const hidden of [search, views, rows.first(), page.getByRole('separator').first()]) await expect(hidden).toBeHidden();
  await expect(ticket.getByRole('button')).toHaveCount(0);
  const colour = (of, property) => page.locator(of).first().evaluate((it, property) => getComputedStyle(it)[property], property);
  expect(await colour('.ticket h1', 'color')).toBe('rgb(0, 0, 0)');
  expect(await colour('.ticket', 'backgroundColor')).toMatch(/^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/);
});

test.describe('by touch', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  /** Lists controls that are smaller than a thumb, except links in running text. */
  const smallTargets = (page) => page.evaluate(() => {
    const inert = (it) => it.closest('[inert]') || (document.querySelector('dialog:modal') && !it.closest('dialog:modal'));
    const all = [...document.querySelectorAll('button, a[href], input, [role=option], summary, label')];
    return all.filter((it) => it.checkVisibility({ visibilityProperty: true }) && !inert(it))
      .filter((it) => !it.matches('[role=row] a, .hidden *, label:has(.combobox, input:not([type=checkbox], [type=radio])), input[type=checkbox], input[type=radio]'))
      .map((it) => [it, it.getBoundingClientRect()])
      .filter(([, { width, height, left }]) => width > 0 && left >= 0 && (Math.round(width) < 44 || Math.round(height) < 44))
      .map(([it, { width, height }]) => `${it.ariaLabel ?? it.textContent.trim()} ${Math.round(width)}×${Math.round(height)}`);
  });

  test('touch targets are large enough, and frequent actions are at the bottom', async ({ app, page }) => {
    const [newest] = await app.tickets();
    await app.signIn();
    const { rowOf, ticket, editor, grid, button } = screen(page);
    expect(await smallTargets(page)).toEqual([]);
    await rowOf(newest).tap();
    await expect(ticket).toHaveAttribute('aria-busy', 'false');
    expect(await smallTargets(page)).toEqual([]);

    const bar = page.getByRole('toolbar', { name: 'Frequent actions' });
    await bar.getByRole('button', { name: 'Assign the ticket' }).tap();
    await expect(editor('Assignee')).toBeFocused();
    await page.getByRole('option', { name: 'Assign to me' }).tap();
    await bar.getByRole('button', { name: 'Label the ticket' }).tap();
    await expect(editor('Add label')).toBeFocused();
    await page.keyboard.type('by thumb');
    await page.getByRole('option', { name: 'Use "by thumb"' }).tap();
    await expect(button('Remove label by thumb')).toBeVisible();
    expect(await smallTargets(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await bar.getByRole('button', { name: 'Close the ticket' }).tap();
    await expect(editor('State')).toHaveValue('Closed');
    await bar.getByRole('button', { name: 'Back to all tickets' }).tap();
    await expect(grid).toBeVisible();
    await expect.poll(() => app.changes().then((all) => all.map(([line]) => line.split('/').at(-1)))).toEqual(['assignee', 'tags', 'state']);
    await button('Show views').tap();
    await expect(button('Commands')).toBeVisible();
    expect(await smallTargets(page)).toEqual([]);
    await button('Commands').tap();
    await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible();
    expect(await smallTargets(page)).toEqual([]);
  });
});
