// Views: orders, columns, views with a name, what each helpdesk has, and the tab that names them.
import { expect, test } from './support/desk.mjs';
import { choose, screen } from './support/screen.mjs';

const first = 'GET /tickets?page=1&per_page=50';
const subjects = (page) => screen(page).rows.evaluateAll((rows) =>
  rows.sort((a, b) => a.ariaRowIndex - b.ariaRowIndex).map((row) => row.querySelector('.subject').textContent));
const byCreation = (tickets) => [...tickets].sort((a, b) => b.created_at.localeCompare(a.created_at));
const isDone = ({ state }) => ['closed', 'spam'].includes(state);
const waiting = (tickets) => [false, true].flatMap((done) =>
  tickets.filter((ticket) => isDone(ticket) === done).sort((a, b) => a.updated_at.localeCompare(b.updated_at)));

test('an order is chosen by mouse, told in the link, and stays on the device', async ({ desk, page }) => {
  const tickets = (await desk.tickets()).slice(0, 50);
  const titles = (sorted) => sorted.slice(0, 5).map(({ title }) => title);
  const top = () => expect.poll(async () => (await subjects(page)).slice(0, 5));
  await desk.enter();
  const { button, dialog } = screen(page);
  await button('Display').click();
  await dialog('Display').getByRole('radio', { name: 'Created' }).check();
  await expect(page).toHaveURL(`${desk.url}?sort=created`);
  await top().toEqual(titles(byCreation(tickets)));
  await dialog('Display').getByRole('radio', { name: 'Longest wait' }).check();
  await expect(page).toHaveURL(`${desk.url}?sort=waiting`);
  await top().toEqual(titles(waiting(tickets)));
  await page.keyboard.press('Escape');
  await expect(page.getByText('Sorted among 50 loaded tickets of 240.')).toBeVisible();
  expect(await desk.asked('GET /tickets?')).toEqual([first]);
  await page.goto(desk.url);
  await desk.useToken();
  await top().toEqual(titles(waiting(tickets)));
  await page.goto(`${desk.url}?sort=created`);
  await desk.useToken();
  await top().toEqual(titles(byCreation(tickets)));
});

test('columns and density are part of a link', async ({ desk, page }) => {
  const [ticket] = await desk.tickets();
  await desk.enter('?density=compact&columns=state,group,created');
  const row = screen(page).rowOf(ticket).first();
  await expect(row).toBeVisible();
  expect((await row.boundingBox()).height).toBe(44);
  await expect(row.locator('.created')).toBeVisible();
  await expect(row.locator('.assignee')).toBeHidden();
  await page.goto(desk.url);
  await desk.useToken();
  await expect(row.locator('.assignee').or(row)).not.toHaveCount(0);
  expect((await row.boundingBox()).height, 'a link changes nothing for good').toBe(76);
  await expect(row.locator('.created')).toHaveCount(0);
});

test('a view is saved, found in the views and the palette, and survives a reload', async ({ desk, page }) => {
  await desk.enter('?status=opened');
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
  await desk.useToken();
  await link.click();
  await expect(page).toHaveURL(`${desk.url}?status=opened&q=order`);
  await expect(search).toHaveValue('order');
  await page.goBack();
  await expect(page).toHaveURL(desk.url);
  await expect(link).not.toHaveAttribute('aria-current');
  await page.keyboard.press('Control+k');
  await dialog('Commands').getByRole('combobox').fill('go to ord');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${desk.url}?status=opened&q=order`);
});

test('what is kept of views may be broken', async ({ desk, page }) => {
  await page.addInitScript(() => location.protocol === 'http:' && localStorage.setItem('deskbell.views', '[7, {"name": "Kept", "link": "status=pending"}, {"name": ""'));
  await desk.enter();
  const { views } = screen(page);
  await expect(views.getByRole('button', { name: 'Labels' })).toBeVisible();
  await expect(views.getByRole('heading', { name: 'Saved views' })).toHaveCount(0);
});

test('every helpdesk has the views that its API allows', async ({ desk, page }) => {
  await desk.enterAll();
  const { views } = screen(page);
  await expect(views.getByRole('button', { name: 'Bee' })).toBeVisible();
  const links = (at) => views.getByRole('list').nth(at).getByRole('link').evaluateAll((all) => all.map((it) => it.querySelector('.view-name').textContent));
  const common = ['All tickets', 'Unassigned', 'Mine'];
  expect(await links(0)).toEqual(common);
  expect(await links(1)).toEqual([...common, 'Unread', 'Opened', 'Pending', 'Closed', 'Spam']);
  expect(await links(2)).toEqual([...common, 'Starred', 'No replies yet', 'Unanswered', 'Archived', 'Spam', 'Trash']);
  expect(await links(3)).toEqual([...common, 'Pending', 'Ongoing', 'Completed']);
  await views.getByRole('link', { name: 'No replies yet' }).click();
  await expect.poll(async () => (await desk.askedOf('supportbee', 'GET /tickets.json')).at(-1)).toContain('replies=false');

  await views.getByRole('button', { name: 'Bee' }).click();
  await expect(views.getByRole('link', { name: 'Archived' })).toHaveCount(0);
  await page.reload();
  await expect(views.getByRole('button', { name: 'Bee' })).toHaveAttribute('aria-expanded', 'false');
  await expect(views.getByRole('link', { name: 'Archived' })).toHaveCount(0);
});

test('folders and labels are asked for when somebody looks, with the counts that the API gives', async ({ desk, page }) => {
  await desk.enter();
  const { views, grid } = screen(page);
  const folders = views.getByRole('button', { name: 'Folders' });
  await expect(folders).toHaveAttribute('aria-expanded', 'false');
  expect(await desk.asked('GET /folders')).toEqual([]);
  await folders.press('Enter');
  const starred = views.getByRole('link', { name: /^Starred/ });
  await expect(starred).toHaveText(/Starred\s*\d+/);
  const count = Number((await starred.innerText()).match(/\d+/)[0]);
  await starred.click();
  await expect(page).toHaveURL(`${desk.url}?folder=504`);
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  await expect(page).toHaveTitle('Starred · Deskbell');
  await views.getByRole('button', { name: 'Labels' }).click();
  await views.getByRole('link', { name: 'refund' }).click();
  await expect(page.getByRole('button', { name: 'Remove the filter by label: refund' })).toHaveText('Label: refund');
  await expect(page).toHaveTitle('refund · Deskbell');
  expect(await desk.asked('GET /folders')).toHaveLength(1);
});

test('what a filter leaves and what is selected is announced, and a chip says what it is about', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.enter();
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

test('the tab tells how many tickets are new', async ({ desk, page }) => {
  await page.clock.install();
  await desk.enter('?status=unread', { config: { version: 1, title: 'Acme support', accounts: [desk.account()] } });
  await expect(page).toHaveTitle('Unread · Acme support');
  const { groove } = desk.sandbox;
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

  test('nothing behind the views can be reached, and Escape gives the focus back', async ({ desk, page }) => {
    await desk.enter();
    const { button, grid, views } = screen(page);
    // Roles are found in what is inert, too.
    const panes = page.locator('#panes');
    await expect(page.getByRole('grid', { name: 'Tickets' })).toBeVisible();
    await button('Show views').click();
    await expect(button('Hide views')).toBeFocused();
    await expect(panes, 'what lies behind is not there for anybody').toHaveAttribute('inert');
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
    await expect(panes, 'with room for all nothing is out of reach').not.toHaveAttribute('inert');
    await expect(grid).toBeVisible();
    await expect(views).toBeVisible();
  });

  test('a view is put together, saved and opened by touch', async ({ desk, page }) => {
    await desk.enter();
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
    await expect(page).toHaveURL(`${desk.url}?status=pending`);
    await expect(screen(page).grid).toBeVisible();
  });
});
