// The open ticket: how to open and leave it, and every field of the API.
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

/** Returns the requests for single tickets, without those for messages. */
const ticketRequests = async (app) => (await app.grooveRequests('GET /tickets/')).filter((line) => !line.includes('/messages'));

test('a click opens a ticket and requests only that ticket', async ({ app, page }) => {
  const [, , wanted] = await app.tickets();
  await app.signIn();
  const { rowOf, ticket, heading, current } = screen(page);
  await rowOf(wanted).first().click();
  await expect(heading(wanted.title)).toBeVisible();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(page).toHaveURL(`${app.url}?ticket=acme:${wanted.number}`);
  await expect(current).toHaveAttribute('aria-rowindex', '4');
  expect(await ticketRequests(app)).toEqual([`GET /tickets/${wanted.number}`]);
  expect(await app.grooveRequests(`GET /tickets/${wanted.number}/messages`)).toHaveLength(1);
});

test('Enter opens the current ticket', async ({ app, page }) => {
  const [first] = await app.tickets();
  await app.signIn();
  await screen(page).current.focus();
  await page.keyboard.press('Enter');
  await expect(screen(page).heading(first.title)).toBeVisible();
});

test('a link opens a ticket with the list beside it', async ({ app, page }) => {
  const tickets = await app.tickets();
  const seventh = tickets.find(({ number }) => number === 7);
  await app.signIn('?ticket=acme:7');
  const { heading, ticket } = screen(page);
  await expect(heading(seventh.title?.trim() || '(no subject)')).toBeVisible();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  expect(await ticketRequests(app)).toEqual(['GET /tickets/7']);
  expect(await app.grooveRequests('GET /tickets?')).toEqual(['GET /tickets?page=1&per_page=50']);
});

test('the state is requested separately if the ticket does not include it', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.sandbox.shape(true);
  await app.signIn('?ticket=acme:12');
  const { editor, facts } = screen(page);
  const state = tickets.find(({ number }) => number === 12).state;
  await expect(editor('State')).toHaveValue(state[0].toUpperCase() + state.slice(1));
  expect(await ticketRequests(app)).toEqual(['GET /tickets/12', 'GET /tickets/12/state']);
  expect(Object.keys(await facts())).toEqual(expect.arrayContaining(['Priority', 'Closed by', 'Resolution time']));
});

test('every documented field is shown', async ({ app, page }) => {
  const tickets = await app.tickets();
  const wanted = tickets.find(({ state, starred, priority, assignee }) => state === 'closed' && starred && priority && assignee);
  await app.signIn(`?ticket=acme:${wanted.number}`);
  const { ticket, heading, editor, facts } = screen(page);
  await expect(heading(wanted.title)).toBeVisible();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(editor('State')).toHaveValue('Closed');
  await expect(editor('Assignee')).toHaveValue(wanted.assignee);
  await expect(editor('Group')).toHaveValue(wanted.assigned_group);
  for (const tag of wanted.tags) await expect(ticket.getByRole('button', { name: `Remove label ${tag}`, exact: true })).toBeVisible();
  await expect(ticket).toContainText(wanted.customer_name);
  await expect(ticket.getByRole('article').first()).toContainText(wanted.summary.slice(0, 40).split('\n')[0]);
  const shownFacts = await facts();
  expect(shownFacts).toMatchObject({
    Number: String(wanted.number),
    Messages: String(wanted.message_count),
    Starred: 'Yes',
    Mailbox: wanted.mailbox,
    Priority: wanted.priority,
    'Closed by': wanted.closed_by,
    'API address': wanted.href,
  });
  expect(shownFacts['Resolution time']).toContain(String(wanted.resolution_time));
  expect(shownFacts.Created).not.toBe('None');
  expect(shownFacts['Last updated']).not.toBe('None');
});

test('missing facts are shown as "None"', async ({ app, page }) => {
  const tickets = await app.tickets();
  const wanted = tickets.find(({ closed_by, priority }) => !closed_by && !priority);
  await app.signIn(`?ticket=acme:${wanted.number}`);
  await expect(screen(page).ticket).toHaveAttribute('aria-busy', 'false');
  expect(await screen(page).facts()).toMatchObject({ Priority: 'None', 'Closed by': 'None', 'Resolution time': 'None' });
});

test('buttons open the next and the previous ticket, and go back to the list', async ({ app, page }) => {
  const [first, second] = await app.tickets();
  await app.signIn();
  const { rowOf, ticket, heading, button, current } = screen(page);
  await rowOf(first).first().click();
  await expect(heading(first.title)).toBeVisible();
  await button('Next ticket').click();
  await expect(heading(second.title)).toBeVisible();
  await expect(page).toHaveURL(`${app.url}?ticket=acme:${second.number}`);
  await expect(current).toHaveAttribute('aria-rowindex', '3');
  await button('Previous ticket').click();
  await expect(heading(first.title)).toBeVisible();
  await button('Close the ticket pane').click();
  await expect(ticket).toBeHidden();
  await expect(page).toHaveURL(app.url);
});

test('moving through the list does not request every ticket on the way', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn();
  const { rowOf, heading } = screen(page);
  await rowOf(tickets[0]).first().click();
  await expect(heading(tickets[0].title)).toBeVisible();
  // As fast as the key repeats.
  await Promise.all(Array.from({ length: 6 }, () => page.keyboard.press('j')));
  await expect(heading(tickets[6].title)).toBeVisible();
  await expect.poll(() => ticketRequests(app)).toContain(`GET /tickets/${tickets[6].number}`);
  expect((await ticketRequests(app)).length).toBeLessThan(6);
  expect((await app.grooveRequests('GET /tickets/')).filter((line) => line.includes('/messages')).length).toBeLessThan(6);
});

test('a ticket that does not exist shows an error', async ({ app, page }) => {
  app.allowErrors(/^console: .*404/);
  await app.signIn('?ticket=acme:9999');
  const { ticket, heading, rows } = screen(page);
  await expect(heading('Ticket 9999')).toBeVisible();
  await expect(ticket.getByRole('alert')).toContainText('Not found');
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(rows.first()).toBeVisible();
});

test('a ticket that fails to load shows an error and can be retried', async ({ app, page }) => {
  app.allowErrors(/^console: .*500/);
  await app.sandbox.fault({ path: '/tickets/7', status: 500 });
  await app.signIn('?ticket=acme:7');
  const { ticket, editor } = screen(page);
  await expect(ticket.getByRole('alert')).toContainText('(500)');
  await ticket.getByRole('button', { name: 'Try again' }).click();
  await expect(editor('State')).not.toHaveValue('');
  await expect(ticket.getByRole('alert')).toHaveCount(0);
});

test('a subject is a link that opens in a new tab', async ({ app, page, context }) => {
  const [first] = await app.tickets();
  await app.signIn('?status=' + first.state);
  const link = screen(page).rowOf(first).first().getByRole('link', { name: first.title });
  await expect(link).toHaveAttribute('href', `?status=${first.state}&ticket=acme:${first.number}`);
  const opened = context.waitForEvent('page');
  await link.click({ modifiers: ['ControlOrMeta'] });
  await expect(await opened).toHaveURL(`${app.url}?status=${first.state}&ticket=acme:${first.number}`);
  await expect(screen(page).ticket).toBeHidden();
});

test('the link to all tickets of a customer does not reload the app', async ({ app, page }) => {
  const tickets = await app.tickets();
  const wanted = tickets.find(({ number, customer_name }) => customer_name && number % 3);
  await app.signIn(`?ticket=acme:${wanted.number}`);
  await screen(page).ticket.getByRole('link', { name: `All tickets of ${wanted.customer_name}` }).click();
  const of = tickets.filter((ticket) => ticket.customer_name === wanted.customer_name);
  await expect(screen(page).grid).toHaveAttribute('aria-rowcount', String(of.length + 1));
  await expect(page.getByRole('form', { name: 'Token needed' }), 'the token is still in memory').toHaveCount(0);
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the ticket replaces the list until it is closed', async ({ app, page }) => {
    const [first] = await app.tickets();
    await app.signIn();
    const { rowOf, heading, button, grid } = screen(page);
    await rowOf(first).first().click();
    await expect(heading(first.title)).toBeVisible();
    await expect(grid).toBeHidden();
    await button('Back to the list').click();
    await expect(grid).toBeVisible();
    await expect(heading(first.title)).toBeHidden();
  });
});
