// Filters: what the helpdesk is asked, what the link says, what is done here.
import { expect, test } from './support/desk.mjs';
import { choose, screen } from './support/screen.mjs';

const first = 'GET /tickets?page=1&per_page=50';

/** The last list that the helpdesk was asked for. */
const lastList = (desk) => expect.poll(async () => (await desk.asked('GET /tickets?')).at(-1));

const fromPanel = [
  { filter: 'state', option: 'Opened', link: 'status=opened', asked: 'state=opened' },
  { filter: 'assignee', option: 'Me', link: 'assignee=me', asked: 'assignee=maya%40tern.example' },
  { filter: 'assignee', option: 'Unassigned', link: 'assignee=none', asked: 'assignee=unassigned' },
  { filter: 'assignee', option: 'Amara Okafor', link: 'assignee=amara@tern.example', asked: 'assignee=amara%40tern.example' },
  { filter: 'customer', typed: 'grace@adeyemi.example', option: 'Use "grace@adeyemi.example"', chip: 'grace@adeyemi.example', link: 'customer=grace@adeyemi.example', asked: 'customer=grace%40adeyemi.example' },
  { filter: 'folder', option: 'Starred', link: 'folder=504', asked: 'folder=504' },
];
for (const { filter, option, typed = option, chip = option, link, asked } of fromPanel) {
  test(`by ${filter}: ${chip}`, async ({ desk, page }) => {
    await desk.enter();
    await screen(page).button('Filters').click();
    await choose(page, page.getByRole('combobox', { name: `Filter by ${filter}` }), typed, option);
    await lastList(desk).toBe(`${first}&${asked}`);
    await expect(page).toHaveURL(`${desk.url}?${link}`);
    await page.getByRole('button', { name: `Remove the filter by ${filter}: ${chip}` }).click();
    await expect(page).toHaveURL(desk.url);
    await lastList(desk).toBe(first);
    await expect(screen(page).grid).toHaveAttribute('aria-rowcount', '241');
  });
}

const fromViews = [
  ['Unassigned', 'assignee=none', 'assignee=unassigned'],
  ['Mine', 'assignee=me', 'assignee=maya%40tern.example'],
  ...['unread', 'opened', 'pending', 'closed', 'spam'].map((word) => [word[0].toUpperCase() + word.slice(1), `status=${word}`, `state=${word}`]),
];
test('from the views', async ({ desk, page }) => {
  await desk.enter();
  const { views } = screen(page);
  for (const [name, link, asked] of fromViews) {
    await views.getByRole('link', { name }).click();
    await expect(page).toHaveURL(`${desk.url}?${link}`);
    await lastList(desk).toBe(`${first}&${asked}`);
    await expect(views.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
  }
  await views.getByRole('link', { name: 'All tickets' }).click();
  await expect(page).toHaveURL(desk.url);
  await lastList(desk).toBe(first);
});

test('several filters are sent together and cleared one by one', async ({ desk, page }) => {
  await desk.open('?status=opened&assignee=me&folder=504');
  await desk.useToken();
  await lastList(desk).toBe(`${first}&assignee=maya%40tern.example&state=opened&folder=504`);
  await page.getByRole('button', { name: 'Remove the filter by assignee: Me' }).click();
  await expect(page).toHaveURL(`${desk.url}?status=opened&folder=504`);
  await lastList(desk).toBe(`${first}&state=opened&folder=504`);
});

test('a label is filtered here, and the app says so', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.enter();
  const { button, grid, rows } = screen(page);
  await button('Filters').click();
  await choose(page, page.getByRole('combobox', { name: 'Filter by label' }), 'refund');
  await expect(page).toHaveURL(`${desk.url}?label=refund`);
  await expect(page.getByText("can't filter by label")).toBeVisible();
  const wanted = tickets.slice(0, 50).filter(({ tags }) => tags.includes('refund'));
  await expect(rows).toHaveCount(wanted.length);
  await expect(grid).toHaveAttribute('aria-rowcount', '-1');
  expect((await desk.asked('GET /tickets?')).filter((line) => line !== first), 'nothing else was asked for').toEqual([]);
});

test('a filter that the API does not document never leaves the page', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.open('?status=follow_up&group=Billing&starred=true&replies=true&q=x');
  await desk.useToken();
  await expect(page.getByText('only loaded tickets are filtered')).toBeVisible();
  await expect(page.getByText('has no data on number of replies').or(page.getByText('this filter has no effect'))).toBeVisible();
  await expect.poll(() => desk.asked()).toEqual([first]);
  await page.goto(`${desk.url}?group=Billing`);
  await desk.useToken();
  await expect(screen(page).rows).toHaveCount(tickets.slice(0, 50).filter((ticket) => ticket.assigned_group === 'Billing').length);
  expect(await desk.asked()).toEqual([first, first]);
});

test('a link restores the view', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.enter('?status=pending');
  const { grid, rows, views } = screen(page);
  const pending = tickets.filter(({ state }) => state === 'pending');
  await expect(grid).toHaveAttribute('aria-rowcount', String(pending.length + 1));
  await expect(rows.first()).toContainText(pending[0].title);
  await expect(views.getByRole('link', { name: 'Pending' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('button', { name: 'Remove the filter by state: Pending' })).toBeVisible();
});

test('Back and Forward lead through the views', async ({ desk, page }) => {
  await desk.enter();
  const { views, grid, rows, ticket } = screen(page);
  await views.getByRole('link', { name: 'Opened' }).click();
  await lastList(desk).toBe(`${first}&state=opened`);
  await views.getByRole('link', { name: 'Closed' }).click();
  await lastList(desk).toBe(`${first}&state=closed`);
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await rows.first().click();
  await expect(ticket).toBeVisible();
  await page.goBack();
  await expect(ticket).toBeHidden();
  await expect(page).toHaveURL(`${desk.url}?status=closed`);
  await page.goBack();
  await expect(page).toHaveURL(`${desk.url}?status=opened`);
  await lastList(desk).toBe(`${first}&state=opened`);
  await page.goBack();
  await expect(page).toHaveURL(desk.url);
  await expect(grid).toHaveAttribute('aria-rowcount', '241');
  await page.goForward();
  await expect(page).toHaveURL(`${desk.url}?status=opened`);
  await expect(views.getByRole('link', { name: 'Opened' })).toHaveAttribute('aria-current', 'page');
});

test('"Mine" asks who the agent is when nobody said', async ({ desk, page }) => {
  await desk.open('?assignee=me', { config: { version: 1, accounts: [desk.account({ me: undefined })] } });
  await desk.useToken();
  await expect(screen(page).trouble).toContainText('“I am”');
  expect(await desk.asked()).toEqual([]);
  await screen(page).button('Open Settings').click();
  await expect(screen(page).dialog('Settings')).toBeVisible();
});
