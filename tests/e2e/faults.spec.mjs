// The fault matrix: after any fault the app recovers, or shows an error with a way to continue. Nothing is lost, done
// twice or left hanging. The sandbox's log has what was done; the screen has what the agent sees.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

const json = (status, document, more) => ({ status, body: JSON.stringify(document), contentType: 'application/json', ...more });
const webPage = (status, title) => ({ status, body: `<!doctype html><title>${title}</title><h1>${title}</h1>`, contentType: 'text/html' });

/** Faults of the next request of an operation. With `slow`, the clock must advance before anything happens. */
const faults = {
  'time-out': { hang: true, slow: true },
  'reset before the headers': { cut: 'headers' },
  'reset within the body': { cut: 'body', slow: true },
  'truncated JSON': { cut: 'document' },
  'HTML with 200': webPage(200, 'Welcome to the hotel'),
  'HTML with 502': webPage(502, 'Bad gateway'),
  401: json(401, {}),
  403: json(403, { error: 'Not yours' }),
  404: json(404, {}),
  409: json(409, { error: 'Somebody was faster' }),
  422: json(422, { errors: { field: ['is not accepted'] } }),
  '429 with Retry-After': json(429, {}, { headers: { 'Retry-After': '20' } }),
  '429 with hidden Retry-After': json(429, {}, { headers: { 'Retry-After': '20' }, hidesRetryAfter: true }),
  500: json(500, {}),
  503: json(503, {}),
  'late response': { delayMs: 400, slow: true },
  'repeated page': { isRepeated: true },
  'wrong total': { hasWrongTotal: true },
  offline: { isOffline: true },
  'back online': { isOffline: true, isRestored: true },
};

/** The operations: the view before, the agent's action, its request, and how to see on screen that it is done. */
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
      // A list ends where it repeats itself.
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
    // The call is undocumented, so after a 403 it is no longer offered.
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
    ofTicket: async (app) => (await app.tickets())[0].number,
    act: (on) => on.rows.first().click(),
    isShown: (on) => on.ticket.getByRole('article', { name: /^Message from/ }).first().isVisible(),
  },
  reply: {
    at: ({ id }) => ({ method: 'POST', path: `/groove/v1/tickets/${id}/messages` }),
    open: '?account=acme&status=opened',
    opensTicket: true,
    isReply: true,
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
    async retry(on) {
      // While it is delayed it will be sent without a click.
      const send = on.dialog('New ticket').getByRole('button', { name: 'Create ticket' });
      if (await send.isEnabled()) await send.click();
    },
    isShown: async (on) => !(await on.dialog('New ticket').isVisible()),
  },
};

/** Tests one cell of the matrix, and returns what the agent saw in the end. */
async function runCell(operation, fault, app, page, pending) {
  const on = screen(page);
  // Pending changes of the previous cell must not be sent in this one.
  await page.goto('about:blank');
  pending.clear();
  await page.context().setOffline(false);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await app.sandbox.reset();
  const { slow, hidesRetryAfter, isRepeated, hasWrongTotal, isOffline, isRestored, ...sandboxFault } = fault;
  const injectFault = async (at) => {
    if (hidesRetryAfter) await hideRetryAfter(page);
    // These faults affect the list from its first page on.
    if (isRepeated || hasWrongTotal) return corruptList(page, isRepeated);
    if (!isOffline) await app.sandbox.fault({ ...at, ...sandboxFault });
    else if (!operation.isFirst) await page.context().setOffline(true);
  };
  let id;
  let before = 0;
  if (operation.isFirst || isRepeated || hasWrongTotal) await injectFault(operation.at({}));
  await app.openAccountsWithoutWaiting(operation.open, {});
  if (operation.isFirst && isOffline) {
    // The app must be loaded first: only its list is requested again without a network.
    await expect(on.rows.first()).toBeVisible();
    await page.context().setOffline(true);
    await on.button('Refresh').click();
  }
  if (!operation.isFirst) {
    await expect(on.grid).toHaveAttribute('aria-busy', 'false');
    if (operation.opensTicket) id = await openFirst(page, on);
    else id = await operation.ofTicket?.(app);
    await operation.prepare?.(on, { page });
    // Without a network the rest of the app's code could not be loaded.
    await app.allCodeLoaded();
    before = (await app.sandbox.log()).length;
    const at = operation.at({ id });
    if (!(isRepeated || hasWrongTotal)) await injectFault(at);
    await operation.act(on, { page });
  }
  const at = operation.at({ id });
  const doneRequests = async () => (await app.sandbox.log()).slice(before).filter((it) => it.isDone && it.method === at.method && it.path.startsWith(at.path));
  const isWrite = at.method !== 'GET';
  const alertText = async () => (await on.alerts.allInnerTexts()).map((text) => text.trim()).filter(Boolean).join(' ');

  let shownError = '';
  /** Advances the clock until the operation is done, or until an error is shown and nothing more happens by itself. */
  const settle = async (isOver) => {
    let turns = 0;
    await expect.poll(async () => {
      turns += 1;
      const alert = await alertText();
      shownError ||= alert;
      if (!alert && (await doneRequests()).length > 0 && (await operation.isShown(on, { page, fault }))) return 'done';
      // Real requests take real time; the clock advances only when none is pending, or when the fault is slow.
      if (slow || pending.size === 0) await page.clock.fastForward(2000);
      const isRetrying = /Trying again in|Looking/.test(alert) || (await on.notice.allInnerTexts()).join(' ').includes('Looking');
      return (alert && !isRetrying && isOver()) || turns > 60 ? 'over' : '';
    }, { timeout: 25_000, intervals: [20, 50], message: 'an error is shown or the operation is done' }).not.toBe('');
  };
  await settle(() => true);
  if (isOffline) {
    expect(shownError, 'the app says that it is offline').toContain('offline');
    expect(await on.rows.count(), 'the rows stay').toBeGreaterThan(0);
    if (!isRestored) return 'shown';
  }
  let outcome = shownError ? 'shown' : 'recovered';
  // An error offers a way to continue, after which the operation is done, once.
  if (isRestored) {
    await page.context().setOffline(false);
    if (operation.retry && (await on.dialog('New ticket').isVisible())) await operation.retry(on);
    outcome = 'recovered';
  } else if (await alertText()) {
    outcome = 'shown';
    if (await operation.isWithdrawn?.(fault, on)) return outcome;
    await recover(app, page, on, operation);
  }
  let patience = 0;
  await settle(() => (patience += 1) > 20);
  const times = (await doneRequests()).length;
  expect(await operation.isShown(on, { page, fault }), `the operation is done on the screen; the error was: ${shownError}`).toBe(true);
  if (isWrite) expect(times, 'it is done exactly once').toBe(1);
  return outcome;
}

/** Recovers from an error as an agent would, with what the screen offers. */
async function recover(app, page, on, operation) {
  const token = page.getByLabel('API token');
  if (await token.isVisible()) {
    const provider = { bee: 'supportbee', zaia: 'zaia' }[/account=(\w+)/.exec(operation.open)[1]] ?? 'groove';
    await app.useToken(app.sandbox[provider].token);
    // A reply is sent again only on request.
    if (operation.isReply) await on.ticket.getByRole('button', { name: 'Retry', exact: true }).click();
    return undefined;
  }
  if (operation.retry && (await on.dialog('New ticket').isVisible())) return operation.retry(on);
  for (const name of ['Enter a token', 'Use mine', 'Retry', 'Check again', 'Try again', 'Refresh']) {
    const button = on.button(name).first();
    if (await button.isVisible()) {
      await button.click();
      if (name === 'Enter a token') await recover(app, page, on, operation);
      return undefined;
    }
  }
  return operation.act(on, { page });
}

/** Removes the list of readable headers from responses, as a simple proxy does. */
const hideRetryAfter = (page) => respondTo(page, /\/(groove|supportbee|zaia)\//, async (route) => {
  const answer = await route.fetch();
  const { 'access-control-expose-headers': _, ...headers } = answer.headers();
  return { response: answer, headers };
});

/** Responds to requests that match a pattern. Requests of a page that was left are ignored. */
const respondTo = (page, pattern, answer) => page.route(pattern, (route) =>
  answer(route).then((response) => route.fulfill(response)).catch(() => route.abort().catch(() => {})));

/** Makes lists repeat their first page, or return wrong totals. */
const corruptList = (page, isRepeated) => respondTo(page, /\/(tickets|tickets\/search)\?/, async (route) => {
  const url = route.request().url().replace(/([?&]page=)\d+/, isRepeated ? '$11' : '$&').replace(/([?&]pageNumber=)\d+/, isRepeated ? '$11' : '$&');
  const answer = await route.fetch({ url });
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
  test(`${name}: each fault is shown or recovered from`, async ({ app, page }) => {
    // Faults cause console messages, but no exceptions and no violations of the policy.
    app.allowErrors(/^console: /);
    page.setDefaultTimeout(5000);
    page.on('dialog', (dialog) => dialog.accept());
    await page.clock.install({ time: new Date() });
    const pending = new Set();
    page.on('request', (request) => pending.add(request));
    for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => pending.delete(request));
    const row = {};
    const problems = [];
    for (const [name, fault] of Object.entries(faults)) {
      row[name] = await runCell(operation, fault, app, page, pending).catch((error) => {
        problems.push(`${name}: ${error.message}`);
        return 'FAILED';
      });
    }
    console.log(Object.entries(row).map(([fault, outcome]) => `${name.padEnd(10)} ${fault.padEnd(26)} ${outcome}`).join('\n'));
    expect(problems.join('\n\n')).toBe('');
  });
}
