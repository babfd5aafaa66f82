// The open ticket: the ways in and out, and everything the API tells about it.
import { expect, test } from './support/desk.mjs';
import { screen } from './support/screen.mjs';

/** The tickets that were asked for on their own, without their messages. */
const alone = async (desk) => (await desk.asked('GET /tickets/')).filter((line) => !line.includes('/messages'));

test('opens on a click, asking for this ticket only', async ({ desk, page }) => {
  const [, , wanted] = await desk.tickets();
  await desk.enter();
  const { rowOf, ticket, heading, current } = screen(page);
  await rowOf(wanted).first().click();
  await expect(heading(wanted.title)).toBeVisible();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(page).toHaveURL(`${desk.url}?ticket=acme:${wanted.number}`);
  await expect(current).toHaveAttribute('aria-rowindex', '4');
  expect(await alone(desk)).toEqual([`GET /tickets/${wanted.number}`]);
  expect(await desk.asked(`GET /tickets/${wanted.number}/messages`)).toHaveLength(1);
});

test('opens with Enter', async ({ desk, page }) => {
  const [first] = await desk.tickets();
  await desk.enter();
  await screen(page).current.focus();
  await page.keyboard.press('Enter');
  await expect(screen(page).heading(first.title)).toBeVisible();
});

test('opens from a link, with the list beside it', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  const seventh = tickets.find(({ number }) => number === 7);
  await desk.enter('?ticket=acme:7');
  const { heading, ticket } = screen(page);
  await expect(heading(seventh.title?.trim() || '(no subject)')).toBeVisible();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  expect(await alone(desk)).toEqual(['GET /tickets/7']);
  expect(await desk.asked('GET /tickets?')).toEqual(['GET /tickets?page=1&per_page=50']);
});

test('asks for the state too where the ticket does not hold it', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.sandbox.shape(true);
  await desk.enter('?ticket=acme:12');
  const { editor, facts } = screen(page);
  const state = tickets.find(({ number }) => number === 12).state;
  await expect(editor('State')).toHaveValue(state[0].toUpperCase() + state.slice(1));
  expect(await alone(desk)).toEqual(['GET /tickets/12', 'GET /tickets/12/state']);
  expect(Object.keys(await facts())).toEqual(expect.arrayContaining(['Priority', 'Closed by', 'Resolution time']));
});

test('shows every documented field', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  const wanted = tickets.find(({ state, starred, priority, assignee }) => state === 'closed' && starred && priority && assignee);
  await desk.enter(`?ticket=acme:${wanted.number}`);
  const { ticket, heading, editor, facts } = screen(page);
  await expect(heading(wanted.title)).toBeVisible();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(editor('State')).toHaveValue('Closed');
  await expect(editor('Assignee')).toHaveValue(wanted.assignee);
  await expect(editor('Group')).toHaveValue(wanted.assigned_group);
  for (const tag of wanted.tags) await expect(ticket.getByRole('button', { name: `Remove label ${tag}`, exact: true })).toBeVisible();
  await expect(ticket).toContainText(wanted.customer_name);
  await expect(ticket.getByRole('article').first()).toContainText(wanted.summary.slice(0, 40).split('\n')[0]);
  const told = await facts();
  expect(told).toMatchObject({
    Number: String(wanted.number),
    Messages: String(wanted.message_count),
    Starred: 'Yes',
    Mailbox: wanted.mailbox,
    Priority: wanted.priority,
    'Closed by': wanted.closed_by,
    'API address': wanted.href,
  });
  expect(told['Resolution time']).toContain(String(wanted.resolution_time));
  expect(told.Created).not.toBe('None');
  expect(told['Last updated']).not.toBe('None');
});

test('says "None" where the helpdesk tells nothing', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  const wanted = tickets.find(({ closed_by, priority }) => !closed_by && !priority);
  await desk.enter(`?ticket=acme:${wanted.number}`);
  await expect(screen(page).ticket).toHaveAttribute('aria-busy', 'false');
  expect(await screen(page).facts()).toMatchObject({ Priority: 'None', 'Closed by': 'None', 'Resolution time': 'None' });
});

test('leads to the next and the previous ticket, and back to the list', async ({ desk, page }) => {
  const [first, second] = await desk.tickets();
  await desk.enter();
  const { rowOf, ticket, heading, button, current } = screen(page);
  await rowOf(first).first().click();
  await expect(heading(first.title)).toBeVisible();
  await button('Next ticket').click();
  await expect(heading(second.title)).toBeVisible();
  await expect(page).toHaveURL(`${desk.url}?ticket=acme:${second.number}`);
  await expect(current).toHaveAttribute('aria-rowindex', '3');
  await button('Previous ticket').click();
  await expect(heading(first.title)).toBeVisible();
  await button('Close the ticket pane').click();
  await expect(ticket).toBeHidden();
  await expect(page).toHaveURL(desk.url);
});

test('running through the list does not ask for every ticket on the way', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  await desk.enter();
  const { rowOf, heading } = screen(page);
  await rowOf(tickets[0]).first().click();
  await expect(heading(tickets[0].title)).toBeVisible();
  // As fast as a key repeats.
  await Promise.all(Array.from({ length: 6 }, () => page.keyboard.press('j')));
  await expect(heading(tickets[6].title)).toBeVisible();
  await expect.poll(() => alone(desk)).toContain(`GET /tickets/${tickets[6].number}`);
  expect((await alone(desk)).length).toBeLessThan(6);
  expect((await desk.asked('GET /tickets/')).filter((line) => line.includes('/messages')).length).toBeLessThan(6);
});

test('says when the ticket does not exist', async ({ desk, page }) => {
  desk.tolerate(/^console: .*404/);
  await desk.enter('?ticket=acme:9999');
  const { ticket, heading, rows } = screen(page);
  await expect(heading('Ticket 9999')).toBeVisible();
  await expect(ticket.getByRole('alert')).toContainText('does not have this');
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(rows.first()).toBeVisible();
});

test('a ticket that fails says so and can be tried again', async ({ desk, page }) => {
  desk.tolerate(/^console: .*500/);
  await desk.sandbox.fault({ path: '/tickets/7', status: 500 });
  await desk.enter('?ticket=acme:7');
  const { ticket, editor } = screen(page);
  await expect(ticket.getByRole('alert')).toContainText('(500)');
  await ticket.getByRole('button', { name: 'Try again' }).click();
  await expect(editor('State')).not.toHaveValue('');
  await expect(ticket.getByRole('alert')).toHaveCount(0);
});

test('a subject is a link that a new tab can open', async ({ desk, page, context }) => {
  const [first] = await desk.tickets();
  await desk.enter('?status=' + first.state);
  const link = screen(page).rowOf(first).first().getByRole('link', { name: first.title });
  await expect(link).toHaveAttribute('href', `?status=${first.state}&ticket=acme:${first.number}`);
  const opened = context.waitForEvent('page');
  await link.click({ modifiers: ['ControlOrMeta'] });
  await expect(await opened).toHaveURL(`${desk.url}?status=${first.state}&ticket=acme:${first.number}`);
  await expect(screen(page).ticket).toBeHidden();
});

test('a link to all tickets of the customer stays in the app', async ({ desk, page }) => {
  const tickets = await desk.tickets();
  const wanted = tickets.find(({ number, customer_name }) => customer_name && number % 3);
  await desk.enter(`?ticket=acme:${wanted.number}`);
  await screen(page).ticket.getByRole('link', { name: `All tickets of ${wanted.customer_name}` }).click();
  const of = tickets.filter((ticket) => ticket.customer_name === wanted.customer_name);
  await expect(screen(page).grid).toHaveAttribute('aria-rowcount', String(of.length + 1));
  await expect(page.getByRole('form', { name: 'Token needed' }), 'the token is still in memory').toHaveCount(0);
});

test.describe('on a narrow screen', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('takes the place of the list, and gives it back', async ({ desk, page }) => {
    const [first] = await desk.tickets();
    await desk.enter();
    const { rowOf, heading, button, grid } = screen(page);
    await rowOf(first).first().click();
    await expect(heading(first.title)).toBeVisible();
    await expect(grid).toBeHidden();
    await button('Back to the list').click();
    await expect(grid).toBeVisible();
    await expect(heading(first.title)).toBeHidden();
  });
});
