// The charts: what they count, what each bar opens, and how to enter and leave the page.
import { readFileSync } from 'node:fs';
import { expect, test } from './support/app.mjs';
import { escapeRegExp, screen } from './support/screen.mjs';

const overview = (page) => {
  const pane = page.getByRole('region', { name: 'Overview', exact: true });
  const chart = (name) => pane.getByRole('figure', { name, exact: true });
  return {
    pane,
    chart,
    bar: (name, label) => chart(name).getByRole('link', { name: new RegExp(`^${escapeRegExp(label)}: \\d+ tickets?$`) }),
    counted: (sentence) => pane.getByText(sentence),
    back: pane.getByRole('button', { name: 'Back to the list' }),
    /** Returns label and count of each bar that is a link. */
    bars: async (name) => {
      const names = await chart(name).getByRole('link').evaluateAll((links) => links.map((link) => link.ariaLabel));
      return names.map((label) => /^(.+): (\d+) tickets?$/.exec(label).slice(1)).map(([label, count]) => [label, Number(count)]);
    },
  };
};

const sum = (bars) => bars.reduce((total, [, count]) => total + count, 0);

/** Returns the shown tickets, as `ACCOUNT:ID`. */
async function shownTickets(page) {
  await expect(screen(page).grid).toHaveAttribute('aria-busy', 'false');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('export json');
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  return JSON.parse(readFileSync(await download.path(), 'utf8')).map(({ account, id }) => `${account}:${id}`);
}

/** Loads all tickets. */
async function loadAll(page) {
  const { pane, counted } = overview(page);
  await expect(async () => {
    const offer = pane.getByRole('button', { name: 'Load all tickets' });
    if (await offer.isVisible()) await offer.click();
    await expect(counted(/^All \d+ tickets are counted/)).toBeVisible({ timeout: 500 });
  }).toPass();
}

/** Opens every bar of these charts, and expects that it shows as many of the loaded tickets as it counts. */
async function followAll(page, charts) {
  const { pane, bar, bars } = overview(page);
  await loadAll(page);
  await page.keyboard.press('Escape');
  const loaded = new Set(await shownTickets(page));
  await page.goBack();
  for (const name of charts) {
    await loadAll(page);
    const all = await bars(name);
    expect(all.length, name).toBeGreaterThan(0);
    for (const [label, count] of all) {
      await loadAll(page);
      await bar(name, label).click();
      await expect(pane).toBeHidden();
      await expect.poll(async () => (await shownTickets(page)).filter((key) => loaded.has(key)).length, `${name}, ${label}`).toBe(count);
      await page.goBack();
      await expect(pane).toBeVisible();
    }
  }
}

test('each chart counts every loaded ticket once, and the page says how many are loaded', async ({ app, page }) => {
  const tickets = await app.tickets();
  await app.signIn();
  await page.getByRole('link', { name: 'Overview' }).click();
  const { counted, bars, chart, pane } = overview(page);
  await expect(counted('50 loaded of 240 tickets counted.')).toBeVisible();
  expect(sum(await bars('By state'))).toBe(50);
  await pane.getByRole('button', { name: 'Load all tickets' }).click();
  await expect(counted('All 240 tickets are counted.')).toBeVisible();
  const inState = (state) => tickets.filter((ticket) => ticket.state === state).length;
  const states = [['Unread', 'unread'], ['Opened', 'opened'], ['Pending', 'pending'], ['Closed', 'closed'], ['Spam', 'spam']];
  expect(await bars('By state')).toEqual(states.map(([name, word]) => [name, inState(word)]));
  expect(sum(await bars('By assignee'))).toBe(240);
  expect(sum(await bars('Age of open tickets'))).toBe(inState('unread') + inState('opened') + inState('pending'));

  await chart('By state').getByText('Show as table').click();
  const rows = chart('By state').getByRole('row');
  await expect(rows).toHaveText([/State\s*Tickets/, ...states.map(([name, word]) => new RegExp(`^${name}\\s*${inState(word)}$`))]);
});

test('each bar opens the tickets that it counts', async ({ app, page }) => {
  test.slow();
  await app.sandbox.reset(70);
  await app.openAccountsWithoutWaiting('?page=overview', { accounts: [app.account({ requestsPerMinute: 0 })] });
  await followAll(page, ['By state', 'By assignee', 'Age of open tickets', 'Created per day']);
});

test('with several accounts each bar opens the tickets that it counts in all of them', async ({ app, page }) => {
  test.slow();
  await app.sandbox.reset(20);
  await app.openAccountsWithoutWaiting('?page=overview', { accounts: app.accounts({ acme: { requestsPerMinute: 0 } }) });
  const { bars, counted } = overview(page);
  await expect(counted('All 60 tickets are counted.')).toBeVisible();
  // Equivalent states of two helpdesks share a bar; a state of only one helpdesk has its own.
  const names = (await bars('By state')).map(([name]) => name);
  expect(names).toContain('Opened / Ongoing');
  expect(names).toContain('Answered');
  expect(sum(await bars('By state'))).toBe(60);
  expect(sum(await bars('By assignee'))).toBe(60);
  await followAll(page, ['By state', 'By assignee']);
});

test('a bar adds filters to the counted view, and they can be removed', async ({ app, page }) => {
  await app.openAccountsWithoutWaiting('?page=overview&assignee=none', { accounts: [app.account()] });
  const { bar, pane } = overview(page);
  await bar('Age of open tickets', 'Today').click();
  await expect(page).toHaveURL(/[?&]assignee=none&open=true&created=\d{4}-\d\d-\d\d\.\.$/);
  await expect(page).not.toHaveURL(/page=/);
  await expect(page.getByText("can't filter by progress and creation date: only loaded tickets are filtered")).toBeVisible();
  await page.getByRole('button', { name: 'Remove the filter by creation date: Since' }).click();
  await page.getByRole('button', { name: 'Remove the filter by progress: Still open' }).click();
  await expect(page).toHaveURL(/\?assignee=none$/);
  await page.getByRole('link', { name: 'Overview' }).click();
  await pane.getByRole('button', { name: 'Remove the filter by assignee: Unassigned' }).click();
  await expect(page).toHaveURL(/\?page=overview$/);
  await expect(bar('By assignee', 'Unassigned')).toBeVisible();
});

test.describe('in a time zone far from UTC', () => {
  const timeZone = 'Pacific/Auckland';
  test.use({ timezoneId: timeZone });

  test('days are in the agent\'s time zone', async ({ app, page }) => {
    await app.sandbox.reset(50);
    const { grid } = screen(page);
    await app.openAccountsWithoutWaiting('?page=overview', { accounts: [app.account()] });
    const { groove } = app.sandbox;
    const answer = await fetch(`${groove.baseUrl}/tickets?page=1&per_page=50`, { headers: { Authorization: `Bearer ${groove.token}` } });
    const { tickets } = await answer.json();
    const days = tickets.map((ticket) => new Date(ticket.created_at).toLocaleDateString('en-CA', { timeZone }));
    const utc = tickets.map((ticket) => ticket.created_at.slice(0, 10));
    expect(days, 'the time zone makes a difference').not.toEqual(utc);
    const links = overview(page).chart('Created per day').getByRole('link');
    await expect(links.first()).toBeVisible();
    const shown = await links.evaluateAll((all) => all.map((link) => [/created=([\d-]+)/.exec(link.href)[1], Number(/\d+(?= tickets?$)/.exec(link.ariaLabel))]));
    expect(shown.length).toBeGreaterThan(2);
    for (const [day, count] of shown) expect(days.filter((it) => it === day).length, day).toBe(count);
    const [, count] = shown[0];
    await links.first().click();
    await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));
  });
});

test('the overview replaces the list, and every way back returns to the same row', async ({ app, page }) => {
  await app.signIn('', { title: 'Acme support' });
  const { rows, current, grid, search } = screen(page);
  const { pane, back } = overview(page);
  await page.keyboard.press('j');
  const row = await current.getAttribute('aria-rowindex');
  const expectReturned = async () => {
    await expect(pane).toHaveCount(0);
    await expect(page).not.toHaveURL(/page=/);
    await expect(current).toHaveAttribute('aria-rowindex', row);
    await expect(current).toBeFocused();
  };
  const enter = async () => {
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page).toHaveURL(/[?&]page=overview/);
    await expect(pane).toBeFocused();
    await expect(page).toHaveTitle(/^Overview · /);
    await expect(grid).toBeHidden();
  };
  for (const leave of [() => page.keyboard.press('Escape'), () => page.keyboard.press('u'), () => back.click(), () => page.goBack()]) {
    await enter();
    await leave();
    await expectReturned();
  }
  await page.goForward();
  await expect(pane).toBeVisible();
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('overv');
  await page.keyboard.press('Enter');
  await expect(pane).toBeFocused();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Command' }).fill('go to unread');
  await page.keyboard.press('Enter');
  await expect(pane).toHaveCount(0);
  await expect(rows.first()).toBeVisible();
});

test('keys do not act on the hidden list, and an undone change is counted again', async ({ app, page }) => {
  const tickets = await app.tickets();
  const opened = tickets.slice(0, 50).filter(({ state }) => state === 'opened');
  await app.signIn();
  const { rowOf, button } = screen(page);
  const { bars, pane } = overview(page);
  await rowOf(opened[0]).click();
  await page.keyboard.press('e');
  await expect(button('Undo').first()).toBeVisible();
  await expect.poll(async () => (await app.changes()).length).toBe(1);
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(pane).toBeFocused();
  const openedCount = async () => Object.fromEntries(await bars('By state')).Opened;
  expect(await openedCount()).toBe(opened.length - 1);
  for (const key of ['e', 'i', 'x', 's', 'l', 'Enter', 'j']) await page.keyboard.press(key);
  await expect(page).toHaveURL(/page=overview/);
  await page.keyboard.press('z');
  await expect.poll(openedCount).toBe(opened.length);
  await expect.poll(async () => (await app.changes()).length, 'the change and its undo').toBe(2);
  await page.keyboard.press('Escape');
  await expect(page.getByText('1 selected')).toHaveCount(0);
});

test('an empty overview says why', async ({ app, page }) => {
  await app.open('?page=overview&q=nothing+holds+these+words');
  const { pane } = overview(page);
  // Without the token only the token form is shown.
  await expect(pane).toHaveCount(0);
  await app.useToken();
  await expect(pane.getByText('No loaded tickets match')).toBeVisible();
  await pane.getByRole('button', { name: 'Clear search' }).click();
  await expect(pane.getByText('50 loaded of 240 tickets counted.')).toBeVisible();
});
