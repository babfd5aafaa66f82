// The fault matrix: whatever goes wrong on the way, an agent sees it or it passes, and nothing is lost, done twice or
// left hanging. The sandbox's log says what was done; the screen says what the agent believes.
import { expect, test } from './support/desk.mjs';
import { choose, screen } from './support/screen.mjs';

const json = (status, document, more) => ({ status, body: JSON.stringify(document), contentType: 'application/json', ...more });
const page = (status, words) => ({ status, body: `<!doctype html><title>${words}</title><h1>${words}</h1>`, contentType: 'text/html' });

/** What goes wrong with the next request of an operation; with `slow`, time must pass before anything happens. */
const faults = {
  'time-out': { hang: true, slow: true },
  'reset before the headers': { cut: 'headers' },
  'reset in mid-body': { cut: 'body', slow: true },
  'truncated JSON': { cut: 'document' },
  'HTML with 200': page(200, 'Welcome to the hotel'),
  'HTML with 502': page(502, 'Bad gateway'),
  401: json(401, {}),
  403: json(403, { error: 'Not yours' }),
  404: json(404, {}),
  409: json(409, { error: 'Somebody was faster' }),
  422: json(422, { errors: { field: ['is not accepted'] } }),
  '429, readable wait': json(429, {}, { headers: { 'Retry-After': '20' } }),
  '429, unreadable wait': json(429, {}, { headers: { 'Retry-After': '20' }, isUnreadable: true }),
  500: json(500, {}),
  503: json(503, {}),
  'answer after 20 s': { delayMs: 400, slow: true },
  'repeated page': { isRepeated: true },
  'total that lies': { lies: true },
  offline: { isOffline: true },
  'back online': { isOffline: true, comesBack: true },
};

/** The operations: what is open before, what the agent does, which request that is, and how it looks when it is done. */
const operations = {
  list: {
    at: () => ({ method: 'GET', path: '/groove/v1/tickets' }),
    open: '?account=acme',
    isFirst: true,
    isShown: (on) => on.rows.first().isVisible(),
  },
  'next page': {
    at: () => ({ method: 'GET', path: '/groove/v1/tickets' }),
    open: '?account=acme',
    act: async (on, { page }) => {
      await on.current.focus();
      await page.keyboard.press('End');
    },
    async isShown(on, { page, fault }) {
      await on.current.focus();
      await page.keyboard.press('End');
      // A list that repeats itself ends where it does.
      return fault.isRepeated || Number(await on.current.getAttribute('aria-rowindex')) > 51;
    },
  },
  search: {
    at: () => ({ method: 'GET', path: '/supportbee/tickets/search' }),
    open: '?account=bee',
    act: (on) => on.search.fill('refund'),
    isShown: (on) => on.rows.first().isVisible(),
  },
  open: {
    at: () => ({ method: 'GET', path: '/groove/v1/tickets/' }),
    open: '?account=acme',
    act: (on) => on.rows.first().click(),
    isShown: async (on) => (await on.ticket.getAttribute('aria-busy')) === 'false',
  },
  state: {
    at: ({ id }) => ({ method: 'PUT', path: `/groove/v1/tickets/${id}/state` }),
    open: '?account=acme&status=opened',
    opensTicket: true,
    act: (on, { page }) => choose(page, on.editor('State'), 'Pend', 'Pending'),
    isShown: async (on) => (await on.editor('State').inputValue()) === 'Pending',
  },
  assign: {
    at: ({ id }) => ({ method: 'PATCH', path: `/zaia/api/v1/tickets/${id}/assignee` }),
    open: '?account=zaia&status=ongoing',
    opensTicket: true,
    async act(on, { page }) {
      this.other = (await on.editor('Assignee').inputValue()) === 'Amara Okafor' ? 'Tomás Ibáñez' : 'Amara Okafor';
      await choose(page, on.editor('Assignee'), this.other);
    },
    async isShown(on) {
      return (await on.editor('Assignee').inputValue()) === this.other;
    },
  },
  label: {
    at: ({ id }) => ({ method: 'POST', path: `/supportbee/tickets/${id}/labels` }),
    open: '?account=bee',
    opensTicket: true,
    // Documented by nobody: where it is forbidden, it is not offered again.
    isWithdrawn: (fault, on) => fault.status === 403 && on.editor('Add label').isHidden(),
    async prepare(on, { page }) {
      await on.editor('Add label').click();
      await expect(page.getByRole('option', { name: '50% off' })).toBeVisible();
      await page.keyboard.press('Escape');
    },
    act: (on, { page }) => choose(page, on.editor('Add label'), '50%', '50% off'),
    isShown: (on) => on.ticket.getByRole('button', { name: 'Remove label 50% off', exact: true }).isVisible(),
  },
  thread: {
    at: ({ id }) => ({ method: 'GET', path: `/groove/v1/tickets/${id}/messages` }),
    open: '?account=acme',
    ofTicket: async (desk) => (await desk.tickets())[0].number,
    act: (on) => on.rows.first().click(),
    isShown: (on) => on.ticket.getByRole('article', { name: /^Message from/ }).first().isVisible(),
  },
  reply: {
    at: ({ id }) => ({ method: 'POST', path: `/groove/v1/tickets/${id}/messages` }),
    open: '?account=acme&status=opened',
    opensTicket: true,
    isWritten: true,
    async prepare(on) {
      await expect(on.ticket.getByRole('feed', { name: 'Messages' })).toHaveAttribute('aria-busy', 'false');
    },
    async act(on, { page }) {
      await on.ticket.getByRole('textbox', { name: 'Reply' }).fill('It leaves the harbour tomorrow.');
      await page.keyboard.press('Control+Enter');
    },
    isShown: (on) => on.ticket.getByRole('article', { name: /^Message from/ }).filter({ hasText: 'It leaves the harbour tomorrow.' }).isVisible(),
  },
  create: {
    at: () => ({ method: 'POST', path: '/groove/v1/tickets' }),
    open: '?account=acme',
    async act(on) {
      await on.button('New ticket').first().click();
      const form = on.dialog('New ticket');
      await form.getByRole('textbox', { name: 'From', exact: true }).fill('grace@adeyemi.example');
      await form.getByRole('textbox', { name: 'To', exact: true }).fill('help@tern.example');
      await form.getByRole('textbox', { name: 'Subject', exact: true }).fill('The kettle leaks');
      await form.getByRole('textbox', { name: 'Message', exact: true }).fill('The kettle leaks.');
      await form.getByRole('button', { name: 'Create ticket' }).click();
    },
    async again(on) {
      // While it is still held back it goes out by itself.
      const send = on.dialog('New ticket').getByRole('button', { name: 'Create ticket' });
      if (await send.isEnabled()) await send.click();
    },
    isShown: async (on) => !(await on.dialog('New ticket').isVisible()),
  },
};

/** One cell: what the agent saw in the end. */
async function cell(operation, fault, desk, page, under) {
  const on = screen(page);
  // What waits in the cell before must not go out in this one.
  await page.goto('about:blank');
  under.clear();
  await page.context().setOffline(false);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await desk.sandbox.reset();
  const { slow, isUnreadable, isRepeated, lies, isOffline, comesBack, ...what } = fault;
  const arm = async (at) => {
    if (isUnreadable) await hideWait(page);
    // A list that lies does so from its first page on, whatever is done with it.
    if (isRepeated || lies) return spoilList(page, isRepeated);
    if (!isOffline) await desk.sandbox.fault({ ...at, ...what });
    else if (!operation.isFirst) await page.context().setOffline(true);
  };
  let id;
  let before = 0;
  if (operation.isFirst || isRepeated || lies) await arm(operation.at({}));
  await desk.visit(operation.open, {});
  if (operation.isFirst && isOffline) {
    // The page itself must come first: what is asked for again when there is no network is its list.
    await expect(on.rows.first()).toBeVisible();
    await page.context().setOffline(true);
    await on.button('Refresh').click();
  }
  if (!operation.isFirst) {
    await expect(on.grid).toHaveAttribute('aria-busy', 'false');
    if (operation.opensTicket) id = await openFirst(page, on);
    else id = await operation.ofTicket?.(desk);
    await operation.prepare?.(on, { page });
    // Without a network nothing more of the app itself can come.
    await desk.whole();
    before = (await desk.sandbox.log()).length;
    const at = operation.at({ id });
    if (!(isRepeated || lies)) await arm(at);
    await operation.act(on, { page });
  }
  const at = operation.at({ id });
  const done = async () => (await desk.sandbox.log()).slice(before).filter((it) => it.isDone && it.method === at.method && it.path.startsWith(at.path));
  const isWrite = at.method !== 'GET';
  const tell = async () => (await on.trouble.allInnerTexts()).map((text) => text.trim()).filter(Boolean).join(' ');

  let told = '';
  /** Lets time pass until it is done, or until it is told and nothing more will happen by itself. */
  const settle = async (isOver) => {
    let turns = 0;
    await expect.poll(async () => {
      turns += 1;
      const trouble = await tell();
      told ||= trouble;
      if (!trouble && (await done()).length > 0 && (await operation.isShown(on, { page, fault }))) return 'done';
      // The network answers in its own time; only when it is silent, or meant to be slow, the clock moves on.
      if (slow || under.size === 0) await page.clock.fastForward(2000);
      const goesOn = /Trying again in|Looking/.test(trouble) || (await on.notice.allInnerTexts()).join(' ').includes('Looking');
      return (trouble && !goesOn && isOver()) || turns > 60 ? 'over' : '';
    }, { timeout: 25_000, intervals: [20, 50], message: 'something is told or done' }).not.toBe('');
  };
  await settle(() => true);
  if (isOffline) {
    expect(told, 'being offline is told').toContain('offline');
    expect(await on.rows.count(), 'the rows stay').toBeGreaterThan(0);
    if (!comesBack) return 'told';
  }
  let outcome = told ? 'told' : 'recovered';
  // What was told has a way on, and what the agent wanted is done in the end, once.
  if (comesBack) {
    await page.context().setOffline(false);
    if (operation.again && (await on.dialog('New ticket').isVisible())) await operation.again(on);
    outcome = 'recovered';
  } else if (await tell()) {
    outcome = 'told';
    if (await operation.isWithdrawn?.(fault, on)) return outcome;
    await goOn(desk, page, on, operation);
  }
  let patience = 0;
  await settle(() => (patience += 1) > 20);
  const times = (await done()).length;
  expect(await operation.isShown(on, { page, fault }), `what was wanted is on the screen; told: ${told}`).toBe(true);
  if (isWrite) expect(times, 'it is done once').toBe(1);
  return outcome;
}

/** What an agent does about a failure: what the screen offers. */
async function goOn(desk, page, on, operation) {
  const token = page.getByLabel('API token');
  if (await token.isVisible()) {
    const provider = { bee: 'supportbee', zaia: 'zaia' }[/account=(\w+)/.exec(operation.open)[1]] ?? 'groove';
    await desk.useToken(desk.sandbox[provider].token);
    // What was written is sent again only when somebody says so.
    if (operation.isWritten) await on.ticket.getByRole('button', { name: 'Retry', exact: true }).click();
    return undefined;
  }
  if (operation.again && (await on.dialog('New ticket').isVisible())) return operation.again(on);
  for (const name of ['Enter a token', 'Use mine', 'Retry', 'Check again', 'Try again', 'Refresh']) {
    const button = on.button(name).first();
    if (await button.isVisible()) {
      await button.click();
      if (name === 'Enter a token') await goOn(desk, page, on, operation);
      return undefined;
    }
  }
  return operation.act(on, { page });
}

/** Answers come without the list of headers that a page may read, as from a proxy that knows nothing of it. */
const hideWait = (page) => answerWith(page, /\/(groove|supportbee|zaia)\//, async (route) => {
  const answer = await route.fetch();
  const { 'access-control-expose-headers': _, ...headers } = answer.headers();
  return { response: answer, headers };
});

/** What cannot be answered any more, because the page was left, is nobody's loss. */
const answerWith = (page, pattern, answer) => page.route(pattern, (route) =>
  answer(route).then((given) => route.fulfill(given)).catch(() => route.abort().catch(() => {})));

/** Lists repeat their first page for ever, or count wrong. */
const spoilList = (page, isRepeated) => answerWith(page, /\/(tickets|tickets\/search)\?/, async (route) => {
  const spoilt = route.request().url().replace(/([?&]page=)\d+/, isRepeated ? '$11' : '$&').replace(/([?&]pageNumber=)\d+/, isRepeated ? '$11' : '$&');
  const answer = await route.fetch({ url: spoilt });
  const text = await answer.text();
  const body = isRepeated ? text : text.replace(/"(total_count|total|total_pages)":\d+/g, '"$1":99999');
  return { response: answer, body };
});

async function openFirst(page, on) {
  await on.rows.first().click();
  await expect(on.ticket).toHaveAttribute('aria-busy', 'false');
  return new URL(page.url()).searchParams.get('ticket').split(':')[1];
}

test.describe.configure({ timeout: 240_000 });

for (const [name, operation] of Object.entries(operations)) {
  test(`${name}: each fault is told or passes`, async ({ desk, page }) => {
    // Faults are meant to be seen in the console; exceptions and refusals of the policy are not.
    desk.tolerate(/^console: /);
    page.setDefaultTimeout(5000);
    page.on('dialog', (dialog) => dialog.accept());
    await page.clock.install({ time: new Date() });
    const under = new Set();
    page.on('request', (request) => under.add(request));
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => under.delete(request));
    const row = {};
    const problems = [];
    for (const [fault, what] of Object.entries(faults)) {
      row[fault] = await cell(operation, what, desk, page, under).catch((error) => {
        problems.push(`${fault}: ${error.message}`);
        return 'LOST';
      });
    }
    console.log(Object.entries(row).map(([fault, outcome]) => `${name.padEnd(10)} ${fault.padEnd(26)} ${outcome}`).join('\n'));
    expect(problems.join('\n\n')).toBe('');
  });
}
