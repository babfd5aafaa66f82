// Filters: what is requested, what the link contains, and what is filtered locally.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

const first = 'GET /tickets?page=1&per_page=50';

/** Expects something of the last list request. */
const expectLastList = (app) => expect.poll(async () => (await app.grooveRequests('GET /tickets?')).at(-1));

const fromPanel = [
  { filter: 'state', option: 'Opened', link: 'status=opened', parameter: 'state=opened' },
  { filter: 'assignee', option: 'Me', link: 'assignee=me', parameter: 'assignee=maya%40tern.example' },
  { filter: 'assignee', option: 'Unassigned', link: 'assignee=none', parameter: 'assignee=unassigned' },
  { filter: 'assignee', option: 'Amara Okafor', link: 'assignee=amara@tern.example', parameter: 'assignee=amara%40tern.example' },
  { filter: 'customer', typed: 'grace@adeyemi.example', option: 'Use "grace@adeyemi.example"', chip: 'grace@adeyemi.example', link: 'customer=grace@adeyemi.example', parameter: 'customer=grace%40adeyemi.example' },
  { filter: 'folder', option: 'Starred', link: 'folder=504', parameter: 'folder=504' },
];
for (const { filter, option, typed = option, chip = option, link, parameter } of fromPanel) {
  test(`by ${filter}: ${chip}`, async ({ app, page }) => {
    await app.signIn();
    await screen(page).button('Filters').click();
    await choose(page, page.getByRole('combobox', { name: `Filter by ${filter}` }), typed, option);
    await expectLastList(app).toBe(`${first}&${parameter}`);
    await expect(page).toHaveURL(`${app.url}?${link}`);
    await page.getByRole('button', { name: `Remove the filter by ${filter}: ${chip}` }).click();
    await expect(page).toHaveURL(app.url);
    await expectLastList(app).toBe(first);
    await expect(screen(page).grid).toHaveAttribute('aria-rowcount', '241');
  });
}

const fromViews = [
  ['Unassigned', 'assignee=none', 'assignee=unassigned'],
  ['Mine', 'assignee=me', 'assignee=maya%40tern.example'],
  ...['unread', 'opened', 'pending', 'closed', 'spam'].map((word) => [word[0].toUpperCase() + word.slice(1), `status=${word}`, `state=${word}`]),
];
test('by the links of the views', async ({ app, page }) => {
  await app.signIn();
  const { views } = screen(page);
  for (const [name, link, parameter] of fromViews) {
    await views.getByRole('link', { name }).click();
    await expect(page).toHaveURL(`${app.url}?${link}`);
    await expectLastList(app).toBe(`${first}&${parameter}`);
    await expect(views.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
  }
  await views.getByRole('link', { name: 'All tickets' }).click();
  await expect(page).toHaveURL(app.url);
  await expectLastList(app).toBe(first);
});

test('several filters are sent together and removed one by one', async ({ app, page }) => {
  await app.open('?status=opened&assignee=me&folder=504');
  await app.useToken();
  await expectLastList(app).toBe(`${first}&assignee=maya%40tern.example&state=opened&folder=504`);
  await page.getByRole('button', { name: 'Remove the filter by assignee: Me' }).click();
  await expect(page).toHaveURL(`${app.url}?status=opened&folder=504`);
  await expectLastList(app).toBe(`${first}&state=opened&folder=504`);
});

test('a label is filtered locally, and the app says so', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn();
  const { button, grid, rows } = screen(page);
  await button('Filters').click();
  await choose(page, page.getByRole('combobox', { name: 'Filter by label' }), 'refund');
  await expect(page).toHaveURL(`${app.url}?label=refund`);
  await expect(page.getByText("can't filter by label")).toBeVisible();
  const wanted = tickets.slice(0, 50).filter(({ tags }) => tags.includes('refund'));
  await expect(rows).toHaveCount(wanted.length);
  await expect(grid).toHaveAttribute('aria-rowcount', '-1');
  expect((await app.grooveRequests('GET /tickets?')).filter((line) => line !== first), 'nothing else was requested').toEqual([]);
});

test('a filter that the API does not document is never sent', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.open('?status=follow_up&group=Billing&starred=true&replies=true&q=x');
  await app.useToken();
  await expect(page.getByText('only loaded tickets are filtered')).toBeVisible();
  await expect(page.getByText('has no data on number of replies').or(page.getByText('this filter has no effect'))).toBeVisible();
  await expect.poll(() => app.grooveRequests()).toEqual([first]);
  await page.goto(`${app.url}?group=Billing`);
  await app.useToken();
  await expect(screen(page).rows).toHaveCount(tickets.slice(0, 50).filter((ticket) => ticket.assigned_group === 'Billing').length);
  expect(await app.grooveRequests()).toEqual([first, first]);
});

test('a link restores the view', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn('?status=pending');
  const { grid, rows, views } = screen(page);
  const pending = tickets.filter(({ state }) => state === 'pending');
  await expect(grid).toHaveAttribute('aria-rowcount', String(pending.length + 1));
  await expect(rows.first()).toContainText(pending[0].title);
  await expect(views.getByRole('link', { name: 'Pending' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('button', { name: 'Remove the filter by state: Pending' })).toBeVisible();
});

test('Back and Forward move through the views', async ({ app, page }) => {
  await app.signIn();
  const { views, grid, rows, ticket } = screen(page);
  await views.getByRole('link', { name: 'Opened' }).click();
  await expectLastList(app).toBe(`${first}&state=opened`);
  await views.getByRole('link', { name: 'Closed' }).click();
  await expectLastList(app).toBe(`${first}&state=closed`);
  await expect(grid).toHaveAttribute('aria-busy', 'false');
  await rows.first().click();
  await expect(ticket).toBeVisible();
  await page.goBack();
  await expect(ticket).toBeHidden();
  await expect(page).toHaveURL(`${app.url}?status=closed`);
  await page.goBack();
  await expect(page).toHaveURL(`${app.url}?status=opened`);
  await expectLastList(app).toBe(`${first}&state=opened`);
  await page.goBack();
  await expect(page).toHaveURL(app.url);
  await expect(grid).toHaveAttribute('aria-rowcount', '241');
  await page.goForward();
  await expect(page).toHaveURL(`${app.url}?status=opened`);
  await expect(views.getByRole('link', { name: 'Opened' })).toHaveAttribute('aria-current', 'page');
});

test('"Mine" asks for the agent\'s id if it is unknown', async ({ app, page }) => {
  await app.open('?assignee=me', { config: { version: 1, accounts: [app.account({ me: undefined })] } });
  await app.useToken();
  await expect(screen(page).alerts).toContainText('“I am”');
  expect(await app.grooveRequests()).toEqual([]);
  await screen(page).button('Open Settings').click();
  await expect(screen(page).dialog('Settings')).toBeVisible();
});
