// Views: sorting, columns, saved views, the views of each helpdesk, and page titles.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

const first = 'GET /tickets?page=1&per_page=50';
const subjects = (page) => screen(page).rows.evaluateAll((rows) =>
  rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map((row) => row.querySelector('.subject').textContent));
const byCreation = (tickets) => [...tickets].sort((a, b) => b.created_at.localeCompare(a.created_at));
const isDone = ({ state }) => ['closed', 'spam'].includes(state);
const waiting = (tickets) => [false, true].flatMap((done) =>
  tickets.filter((ticket) => isDone(ticket) === done).sort((a, b) => a.updated_at.localeCompare(b.updated_at)));

test('a sort order is put in the link and stored on the device', async ({ app, page }) => {
  const tickets = (await app.tickets()).slice(0, 50);
  const titles = (sorted) => sorted.slice(0, 5).map(({ title }) => title);
  const top = () => expect.poll(async () => (await subjects(page)).slice(0, 5));
  await app.signIn();
  const { button, dialog } = screen(page);
  await button('Display').click();
  await dialog('Display').getByRole('radio', { name: 'Created' }).check();
  await expect(page).toHaveURL(`${app.url}?sort=created`);
  await top().toEqual(titles(byCreation(tickets)));
  await dialog('Display').getByRole('radio', { name: 'Longest wait' }).check();
  await expect(page).toHaveURL(`${app.url}?sort=waiting`);
  await top().toEqual(titles(waiting(tickets)));
  await page.keyboard.press('Escape');
  await expect(page.getByText('Sorted among 50 loaded tickets of 240.')).toBeVisible();
  expect(await app.grooveRequests('GET /tickets?')).toEqual([first]);
  await page.goto(app.url);
  await app.useToken();
  await top().toEqual(titles(waiting(tickets)));
  await page.goto(`${app.url}?sort=created`);
  await app.useToken();
  await top().toEqual(titles(byCreation(tickets)));
});

test('columns and density are part of a link', async ({ app, page }) => {
  const [ticket] = await app.tickets();
  await app.signIn('?density=compact&columns=state,group,created');
  const row = screen(page).rowOf(ticket).first();
  await expect(row).toBeVisible();
  expect((await row.boundingBox()).height).toBe(44);
  await expect(row.locator('.created')).toBeVisible();
  await expect(row.locator('.assignee')).toBeHidden();
  await page.goto(app.url);
  await app.useToken();
  await expect(row.locator('.assignee').or(row)).not.toHaveCount(0);
  expect((await row.boundingBox()).height, 'a link does not change preferences').toBe(76);
  await expect(row.locator('.created')).toHaveCount(0);
});

test('a saved view is in the views and the palette, and survives a reload', async ({ app, page }) => {
  await app.signIn('?status=opened');
  const { button, dialog, views, search, notice } = screen(page);
  await expect(page).toHaveTitle('Opened · Deskbell');
  await search.fill('order');
  await expect(page).toHaveURL(/q=order/);
  await button('Save view').click();
  const save = dialog('Save view');
  await expect(save.getByRole('textbox', { name: 'Name' })).toHaveValue('“order” · Opened');
  await save.getByRole('textbox', { name: 'Name' }).fill('');
  await save.getByRole('button', { name: 'Save view' }).click();
  await expect(save.getByRole('alert')).toHaveText('Give the view a name.');
  await save.getByRole('textbox', { name: 'Name' }).fill('Orders');
  await page.keyboard.press('Enter');
  await expect(notice).toContainText('Saved view “Orders”.');
  await expect(page).toHaveTitle('Orders · Deskbell');
  const link = views.getByRole('link', { name: 'Orders' });
  await expect(link).toHaveAttribute('aria-current', 'page');
  await views.getByRole('link', { name: 'All tickets' }).click();
  await expect(search).toHaveValue('');
  await page.reload();
  await app.useToken();
  await link.click();
  await expect(page).toHaveURL(`${app.url}?status=opened&q=order`);
  await expect(search).toHaveValue('order');
  await page.goBack();
  await expect(page).toHaveURL(app.url);
  await expect(link).not.toHaveAttribute('aria-current');
  await page.keyboard.press('Control+k');
  await dialog('Commands').getByRole('combobox').fill('go to ord');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${app.url}?status=opened&q=order`);
});

test('corrupt stored views are ignored', async ({ app, page }) => {
  await page.addInitScript(() => location.protocol === 'http:' && localStorage.setItem('deskbell.views', '[7, {"name": "Kept", "link": "status=pending"}, {"name": ""'));
  await app.signIn();
  const { views } = screen(page);
  await expect(views.getByRole('button', { name: 'Labels' })).toBeVisible();
  await expect(views.getByRole('heading', { name: 'Saved views' })).toHaveCount(0);
});

test('every helpdesk has the views that its API supports', async ({ app, page }) => {
  await app.openAccounts();
  const { views } = screen(page);
  await expect(views.getByRole('button', { name: 'Bee' })).toBeVisible();
  const links = (at) => views.getByRole('list').nth(at).getByRole('link').evaluateAll((all) => all.map((it) => it.querySelector('.view-name').textContent));
  const common = ['All tickets', 'Unassigned', 'Mine'];
  expect(await links(0)).toEqual(common);
  expect(await links(1)).toEqual([...common, 'Unread', 'Opened', 'Pending', 'Closed', 'Spam']);
  expect(await links(2)).toEqual([...common, 'Starred', 'No replies yet', 'Unanswered', 'Archived', 'Spam', 'Trash']);
  expect(await links(3)).toEqual([...common, 'Pending', 'Ongoing', 'Completed']);
  await views.getByRole('link', { name: 'No replies yet' }).click();
  await expect.poll(async () => (await app.requestsTo('supportbee', 'GET /tickets.json')).at(-1)).toContain('replies=false');

  await views.getByRole('button', { name: 'Bee' }).click();
  await expect(views.getByRole('link', { name: 'Archived' })).toHaveCount(0);
  await page.reload();
  await expect(views.getByRole('button', { name: 'Bee' })).toHaveAttribute('aria-expanded', 'false');
  await expect(views.getByRole('link', { name: 'Archived' })).toHaveCount(0);
});

test('folders and labels are loaded when opened, with the counts of the API', async ({ app, page }) => {
  await app.signIn();
  const { views, grid } = screen(page);
  const folders = views.getByRole('button', { name: 'Folders' });
  await expect(folders).toHaveAttribute('aria-expanded', 'false');
  expect(await app.grooveRequests('GET /folders')).toEqual([]);
  await folders.press('Enter');
  const starred = views.getByRole('link', { name: /^Starred/ });
  await expect(starred).toHaveText(/Starred\s*\d+/);
  const count = Number((await starred.innerText()).match(/\d+/)[0]);
  await starred.click();
  await expect(page).toHaveURL(`${app.url}?folder=504`);
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  await expect(page).toHaveTitle('Starred · Deskbell');
  await views.getByRole('button', { name: 'Labels' }).click();
  await views.getByRole('link', { name: 'refund' }).click();
  await expect(page.getByRole('button', { name: 'Remove the filter by label: refund' })).toHaveText('Label: refund');
  await expect(page).toHaveTitle('refund · Deskbell');
  expect(await app.grooveRequests('GET /folders')).toHaveLength(1);
});

test('the numbers of shown and selected tickets are announced, and a filter names its field', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn();
  const { views, rows, grid } = screen(page);
  const announced = grid.locator('[aria-live=polite]');
  await expect(announced).toHaveText('240 tickets');
  await views.getByRole('link', { name: 'Pending' }).click();
  const pending = tickets.filter(({ state }) => state === 'pending').length;
  await expect(announced).toHaveText(`${pending} tickets`);
  await expect(page.getByRole('button', { name: 'Remove the filter by state: Pending' })).toHaveText('State: Pending');
  await rows.first().getByRole('checkbox').check();
  await expect(announced).toHaveText('1 selected');
});

test('the page title shows the number of new tickets', async ({ app, page }) => {
  await page.clock.install();
  await app.signIn('?status=unread', { config: { version: 1, title: 'Acme support', accounts: [app.account()] } });
  await expect(page).toHaveTitle('Unread · Acme support');
  const { groove } = app.sandbox;
  await fetch(`${groove.baseUrl}/tickets`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${groove.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ from: 'grace@adeyemi.example', to: 'help@tern.example', subject: 'Brand new', body: 'Hello' }),
  });
  await expect(async () => {
    await page.clock.fastForward(60_000);
    await expect(page).toHaveTitle('(1) Unread · Acme support', { timeout: 500 });
  }).toPass();
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the page behind the views is inert, and Escape returns the focus', async ({ app, page }) => {
    await app.signIn();
    const { button, grid, views } = screen(page);
    // Playwright finds roles in inert elements, too.
    const panes = page.locator('#panes');
    await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
    await button('Show views').click();
    await expect(button('Hide views')).toBeFocused();
    await expect(panes, 'the panes are inert').toHaveAttribute('inert');
    for (let stop = 0; stop < 40; stop += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => Boolean(document.activeElement.closest('.panes')))).toBe(false);
    }
    await button('Hide views').focus();
    await page.keyboard.press('Escape');
    await expect(button('Show views')).toBeFocused();
    await expect(panes).not.toHaveAttribute('inert');
    await button('Show views').click();
    await page.setViewportSize({ width: 1280, height: 844 });
    await expect(panes, 'on a wide screen nothing is inert').not.toHaveAttribute('inert');
    await expect(grid).toBeVisible();
    await expect(views).toBeVisible();
  });

  test('a view is filtered, saved and opened', async ({ app, page }) => {
    await app.signIn();
    const { button, dialog, views } = screen(page);
    await button('Filters').click();
    await choose(page, page.getByRole('combobox', { name: 'Filter by state' }), 'Pending');
    await button('Filters').click();
    await button('Save view').click();
    await dialog('Save view').getByRole('textbox', { name: 'Name' }).fill('Waiting for them');
    await dialog('Save view').getByRole('button', { name: 'Save view' }).click();
    await page.getByRole('button', { name: 'Remove the filter by state: Pending' }).click();
    await button('Show views').click();
    await views.getByRole('link', { name: 'Waiting for them' }).click();
    await expect(page).toHaveURL(`${app.url}?status=pending`);
    await expect(screen(page).grid).toBeVisible();
  });
});
