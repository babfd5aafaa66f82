// States of the screen, for screenshots and for tests that look at every screen.
import { readFileSync } from 'node:fs';

// The sizes of the documentation's screenshots.
const desktop = [1280, 800];
const phone = [390, 844];

// An account whose API does not exist: routes of the page respond instead.
const account = { id: 'acme', name: 'Acme support', provider: 'groove', baseUrl: 'https://helpdesk.example/v1' };
export const demo = { version: 1, demo: true };
const withAccount = (changes) => ({ version: 1, accounts: [{ ...account, ...changes }] });
const answerWith = (answer) => (page) => page.route('https://helpdesk.example/**', answer);

// The same with three tickets. `other` has responses for other paths, by method and path.
const corsHeaders = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Methods': '*', 'Access-Control-Expose-Headers': '*' };
const tickets = [['Where is my parcel?', 'unread'], ['An invoice with another name', 'opened'], ['The kettle leaks', 'pending']].map(([title, state], at) => ({
  number: 103 - at, title, state, summary: 'Hello, I write again because nobody has answered yet.', tags: at ? ['refund'] : [],
  created_at: `2026-11-2${2 - at}T08:00:00Z`, updated_at: `2026-11-2${2 - at}T09:00:00Z`,
  links: { customer: { href: 'https://helpdesk.example/v1/customers/grace@adeyemi.example' } },
}));
const proxiedAccount = withAccount({ auth: 'proxy', proxy: 'https://helpdesk.example/' });
const listed = (all) => ({ json: { tickets: all, meta: { pagination: { current_page: 1, total_pages: 1, total_count: all.length } } } });
const answerTickets = (page, other = {}) => answerWith((route) => {
  const request = route.request();
  const [, path] = /v1(\/.*)$/.exec(request.url()) ?? [];
  const override = other[`${request.method()} ${path?.replace(/\?.*/, '')}`];
  if (override) return route.fulfill({ headers: { ...corsHeaders, ...override.headers }, status: override.status ?? 200, json: override.json ?? {} });
  const ticket = tickets.find(({ number }) => path === `/tickets/${number}`);
  return route.fulfill({ headers: corsHeaders, ...(ticket ? { json: { ticket } } : listed(tickets)) });
})(page);
const changeAnswers = async (page, answers) => {
  await settled(page);
  await page.unrouteAll();
  await answerTickets(page, answers);
};
const refreshed = (answers) => async (page) => {
  await changeAnswers(page, answers);
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByRole('alert').getByRole('button').first().waitFor();
};

// Makes a state whose conversation starts with this mail.
const mail = (name, more = []) => {
  const body = readFileSync(new URL(`../mail/benign/${name}.html`, import.meta.url), 'utf8');
  const messages = [{ body, plain_text_body: 'Read me as HTML.', author: 'customers/grace@adeyemi.example' }, ...more].map(({ author, ...message }, at) => ({
    ...message, href: `https://helpdesk.example/v1/messages/${at + 1}`, created_at: `2026-11-20T0${8 + at}:00:00Z`, updated_at: `2026-11-20T0${8 + at}:00:00Z`,
    links: { author: { href: `https://helpdesk.example/v1/${author}` } },
  }));
  const json = { messages, meta: { pagination: { current_page: 1, total_pages: 1, total_count: messages.length } } };
  return { config: proxiedAccount, path: '?ticket=acme:103', before: (page) => answerTickets(page, { 'GET /tickets/103/messages': { json } }) };
};
const messagesLoaded = (page) => page.locator('#messages[aria-busy="false"] article').first().waitFor();
// Opens a ticket with these keys, and optionally types into its composer: the key that opens it, and the text.
const openTicket = (keys, composerKey, text) => async (page) => {
  await press(...keys)(page);
  await messagesLoaded(page);
  if (!composerKey) return settled(page);
  await page.keyboard.press(composerKey);
  await page.locator('.composer textarea:focus').waitFor();
  await page.keyboard.type(text ?? '');
};
const mailFrameLoaded = (page) => page.locator('.mail iframe').first().waitFor().then(() => settled(page));

const press = (...keys) => async (page) => {
  await settled(page);
  for (const each of keys) await page.keyboard.press(each);
  await painted(page);
};
const inSettings = (label) => async (page) => {
  await settled(page);
  await page.locator('.tools .button').dispatchEvent('click');
  await page.getByRole('dialog').waitFor();
  if (label) await page.getByRole('button', { name: label }).click();
};

// Each state: the path, the configuration, and actions before and after the page is opened. `docs` lists the sizes and
// themes of the documentation's screenshots.
export const states = {
  skeleton: { before: (page) => page.route('**/*.wasm', () => {}), after: painted },
  'load-failure': { before: (page) => page.route('**/*.wasm', (route) => route.abort()), after: (page) => page.getByRole('alert').waitFor() },
  list: { docs: [[phone, 'dark']], after: press('j', 'j') },
  views: {
    after: async (page) => {
      await settled(page);
      const menu = page.getByRole('button', { name: 'Show views' });
      if (await menu.isVisible()) await menu.click();
      await settled(page);
    },
  },
  ticket: { docs: [[desktop, 'light'], [desktop, 'dark'], [phone, 'light']], after: openTicket(['j', 'Enter']) },
  picker: { after: press('j', 'Enter', 'a') },
  labels: { path: '?demo=240&account=demo-supportbee', after: press('j', 'j', 'Enter', 'l') },
  'remote-changes': {
    config: proxiedAccount,
    path: '?ticket=acme:103',
    before: answerTickets,
    after: async (page) => {
      const assignee = { href: 'https://helpdesk.example/v1/agents/ana@acme.example' };
      const [first, ...others] = tickets;
      await changeAnswers(page, { 'GET /tickets': listed([{ ...first, state: 'closed', tags: ['refund', 'vip'], links: { ...first.links, assignee } }, ...others]) });
      await page.getByRole('button', { name: 'Refresh', includeHidden: true }).dispatchEvent('click');
      await page.getByRole('button', { name: 'Got it' }).waitFor();
    },
  },
  conversation: { path: '?demo=720&account=demo-supportbee&ticket=demo-supportbee:480250', after: openTicket([]) },
  attachments: {
    path: '?demo=720&account=demo-supportbee&ticket=demo-supportbee:480240',
    after: async (page) => {
      await openTicket([])(page);
      await page.locator('.thumb').first().waitFor();
    },
  },
  reply: {
    path: '?demo=240&account=demo-supportbee',
    after: async (page) => {
      await openTicket(['Enter'], 'r', 'Dear Grace,\nyour parcel leaves the harbour tomorrow.')(page);
      await page.getByText('Cc, Bcc').click();
    },
  },
  note: { after: openTicket(['j', 'Enter'], 'n', 'The carrier says Thursday.') },
  sending: {
    after: async (page) => {
      await openTicket(['j', 'Enter'], 'r', 'It leaves the harbour tomorrow.')(page);
      await page.keyboard.press('Control+Enter');
      await page.getByRole('button', { name: 'Undo' }).first().waitFor();
    },
  },
  canned: {
    path: '?demo=240&account=demo-supportbee',
    after: async (page) => {
      await openTicket(['Enter'], 'r', '/')(page);
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  drafts: {
    after: async (page) => {
      await openTicket(['j', 'Enter'], 'r', 'It leaves the harbour tomorrow.')(page);
      await press('Escape', 'Control+k')(page);
      await page.getByRole('combobox', { name: 'Command' }).fill('drafts');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Drafts' }).waitFor();
    },
  },
  mail: { ...mail('newsletter-table'), after: mailFrameLoaded },
  'mail-plain': { ...mail('outlook-reply', [{ body: '<p>We look into it.</p>', author: 'agents/ana@acme.example' }, { body: '<p>Ask the carrier.</p>', note: true, author: 'agents/ana@acme.example' }]), after: settled },
  mailbox: {
    path: '?demo=240&account=demo-groove',
    after: async (page) => {
      await press('Enter')(page);
      await page.getByRole('button', { name: 'Change mailbox' }).click();
    },
  },
  notices: {
    path: '?demo=240&account=demo-groove',
    after: async (page) => {
      await press('e', 'j', 'e')(page);
      await page.locator('.notice').first().waitFor();
    },
  },
  flags: { path: '?demo=240&account=demo-supportbee', after: press('j', 'j', 'Enter') },
  takeover: { path: '?demo=240&account=demo-zaia&status=ongoing', after: press('j', 'Enter') },
  confirmation: { path: '?demo=240&account=demo-zaia&status=ongoing', after: press('Enter', 'e') },
  'unsupported-filter': { path: '?demo=240&account=all&status=unread&label=VIP', after: settled },
  filters: { path: '?demo=240&status=opened&assignee=none', after: async (page) => {
    await settled(page);
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
  } },
  display: { path: '?demo=240&account=demo-groove&sort=waiting', after: async (page) => {
    await settled(page);
    await page.getByRole('button', { name: 'Display', exact: true }).click();
  } },
  columns: { path: '?demo=240&account=demo-groove&columns=state,preview,labels,assignee,group,created', after: settled },
  'columns-compact': { path: '?demo=240&density=compact&columns=state,assignee,group,created', after: settled },
  'save-view': { path: '?demo=240&status=opened&assignee=none', after: async (page) => {
    await settled(page);
    await page.getByRole('button', { name: 'Save view', exact: true }).click();
  } },
  'saved-views': {
    before: storeViews,
    after: async (page) => {
      await press('Control+k')(page);
      await page.getByRole('combobox', { name: 'Command' }).fill('edit saved');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Delete Refunds', exact: true }).click();
    },
  },
  'folders-and-labels': {
    path: '?demo=240&account=demo-groove',
    before: storeViews,
    after: async (page) => {
      await settled(page);
      const menu = page.getByRole('button', { name: 'Show views' });
      if (await menu.isVisible()) await menu.click();
      await page.getByRole('button', { name: 'Folders' }).first().click();
      await page.getByRole('button', { name: 'Labels' }).first().click();
      await settled(page);
    },
  },
  selection: { docs: [[desktop, 'light']], after: press('x', 'j', 'x', 'j', 'j', 'x', 'j') },
  compact: {
    after: async (page) => {
      await inSettings()(page);
      await page.getByLabel('Compact list').check();
      await page.keyboard.press('Escape');
      await press('j', 'x', 'j')(page);
    },
  },
  search: { path: '?demo=240&q=refund', after: settled },
  empty: { path: '?demo=240&q=nothing+holds+these+words', after: settled },
  settings: { after: inSettings() },
  'add-account': { after: inSettings('Add account') },
  'missing-fields': {
    after: async (page) => {
      await press('c')(page);
      await page.getByRole('button', { name: 'Create ticket' }).click();
    },
  },
  compose: { after: press('c') },
  'compose-all': {
    after: async (page) => {
      await press('c')(page);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await page.locator('.dialog-body').evaluate((body) => (body.scrollTop = 0));
    },
  },
  help: { after: press('?') },
  palette: {
    docs: [[desktop, 'light']],
    after: async (page) => {
      await press('j', 'Control+k')(page);
      await page.getByRole('combobox', { name: 'Command' }).fill('un');
    },
  },
  overview: { docs: [[desktop, 'light'], [desktop, 'dark'], [phone, 'light']], path: '?demo=240&page=overview', after: settled },
  'overview-all': { path: '?demo=240&page=overview', after: async (page) => {
    await settled(page);
    await page.getByRole('button', { name: 'Load all tickets' }).click();
    await page.getByRole('button', { name: 'Load all tickets' }).waitFor({ state: 'detached' });
    await settled(page);
    for (const summary of await page.locator('.chart summary').all()) await summary.click();
  } },
  'overview-filtered': { path: '?demo=240&page=overview&account=demo-groove&assignee=none&open=true&created=2026-11-01..', after: settled },
  'overview-empty': { path: '?demo=240&page=overview&q=nothing+holds+these+words', after: settled },
  token: { config: withAccount(), path: '', after: settled },
  loading: { config: withAccount({ auth: 'proxy', proxy: 'https://helpdesk.example/' }), path: '', before: answerWith(() => {}), after: (page) => page.locator('#app:not([data-booting]) .skeleton-row').first().waitFor() },
  error: {
    config: withAccount({ auth: 'proxy', proxy: 'https://helpdesk.example/' }),
    path: '',
    before: answerWith((route) => route.fulfill({ status: 503, headers: { 'Access-Control-Allow-Origin': '*' } })),
    after: (page) => page.getByRole('alert').getByRole('button').first().waitFor(),
  },
  'rate-limit': { config: proxiedAccount, path: '', before: answerTickets, after: refreshed({ 'GET /tickets': { status: 429, headers: { 'Retry-After': '30' } } }) },
  'refused-token': {
    config: withAccount(),
    path: '',
    before: async (page) => {
      const token = { token: 'a token of this agent', for: `${account.baseUrl} ${account.baseUrl}` };
      await page.addInitScript((tokens) => location.protocol === 'http:' && localStorage.setItem('deskbell.tokens', tokens), JSON.stringify({ [account.id]: token }));
      await answerTickets(page);
    },
    after: async (page) => {
      await changeAnswers(page, { 'GET /tickets': { status: 401 } });
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByLabel('API token').waitFor();
    },
  },
  'request-log': {
    config: proxiedAccount,
    path: '',
    before: answerTickets,
    after: async (page) => {
      await refreshed({ 'GET /tickets': { status: 500 } })(page);
      await page.getByRole('button', { name: 'Request log' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  conflict: {
    config: proxiedAccount,
    path: '?ticket=acme:103',
    before: answerTickets,
    after: async (page) => {
      const theirs = { ticket: { ...tickets[0], state: 'closed' } };
      await changeAnswers(page, { 'PUT /tickets/103/state': { status: 409 }, 'GET /tickets/103': { json: theirs } });
      await page.getByRole('combobox', { name: 'State' }).fill('Pend');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Use mine' }).waitFor();
    },
  },
  crash: {
    after: async (page) => {
      await press('c')(page);
      await page.getByRole('textbox', { name: 'Message' }).fill('Dear Grace, your parcel is');
      await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') })));
      await page.getByRole('dialog', { name: 'Deskbell has stopped' }).waitFor();
    },
  },
  'config-problems': { config: { version: 1, demo: true, theme: 'purple', accounts: [{ id: 'x' }] }, path: '', after: settled },
};

function storeViews(page) {
  const views = [['To do today', 'status=opened&assignee=me&sort=waiting'], ['Refunds', 'label=refund'], ['Very important people of the whole company', 'label=vip']];
  const stored = JSON.stringify(views.map(([name, link]) => ({ name, link })));
  return page.addInitScript((text) => location.protocol === 'http:' && localStorage.setItem('deskbell.views', text), stored);
}

/** Waits until what is loaded was painted, animations included. */
async function painted(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame);
    await frame();
    await Promise.allSettled(document.getAnimations().map((animation) => animation.effect?.getComputedTiming().endTime < 5_000 ? animation.finished : undefined));
    await frame();
  });
}

async function settled(page) {
  await page.locator('#app:not([data-booting])').waitFor();
  await page.waitForLoadState('networkidle');
  await painted(page);
}
