// Accounts: tokens, proxies, Settings, and what a broken configuration looks like.
import { expect, test } from './support/desk.mjs';
import { choose, screen } from './support/screen.mjs';

const tokenForm = (page) => page.getByRole('form', { name: 'Token needed' });
const storage = (page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

test.describe('a token', () => {
  test('stays in memory, and is gone after a reload', async ({ desk, page }) => {
    await desk.open();
    await expect(tokenForm(page)).toBeVisible();
    await expect(screen(page).grid).toBeHidden();
    expect(await desk.asked()).toEqual([]);
    await desk.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    const { token } = desk.sandbox.groove;
    expect(await storage(page)).not.toContain(token);
    expect(page.url()).not.toContain(token);
    expect(desk.requests.filter((request) => request.url().includes(token))).toEqual([]);
    await page.reload();
    await expect(tokenForm(page)).toBeVisible();
    await expect(page.getByLabel('API token')).toHaveValue('');
  });

  test('stays on the device when the agent says so, until it is forgotten', async ({ desk, page }) => {
    await desk.open();
    await page.getByRole('checkbox', { name: 'Remember on this device' }).check();
    await desk.useToken();
    const { rows, button } = screen(page);
    await expect(rows.first()).toBeVisible();
    expect(await storage(page)).toContain(desk.sandbox.groove.token);
    await page.reload();
    await expect(rows.first()).toBeVisible();
    await button('Settings').click();
    await button('Forget token').click();
    await expect(button('Forget token')).toHaveCount(0);
    expect(await storage(page)).not.toContain(desk.sandbox.groove.token);
    await page.keyboard.press('Escape');
    await expect(tokenForm(page)).toBeVisible();
  });

  test('that is refused is told, and another one can be entered', async ({ desk, page }) => {
    desk.tolerate(/^console: .*401/);
    await desk.open();
    await desk.useToken('wrong-token');
    await expect(screen(page).trouble).toContainText('refused this token');
    await expect(tokenForm(page)).toBeVisible();
    await desk.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    await expect(tokenForm(page)).toHaveCount(0);
  });

  test('remembered for one address is not sent to another', async ({ desk, page }) => {
    await desk.open();
    await page.getByRole('checkbox', { name: 'Remember on this device' }).check();
    await desk.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    // The deployer moves the account to another host.
    await page.route('**/config.json', (route) => route.fulfill({
      json: { version: 1, accounts: [desk.account({ baseUrl: 'http://127.0.0.1:9/v1' })] },
    }));
    await page.reload();
    await expect(tokenForm(page)).toBeVisible();
  });

  test('travels as a query parameter where the deployer says so', async ({ desk, page }) => {
    await desk.open('', { config: { version: 1, accounts: [desk.account({ tokenStyle: 'query' })] } });
    await desk.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    expect(await desk.asked()).toEqual([expect.stringContaining('access_token=…')]);
  });
});

test.describe('the way to the helpdesk', () => {
  const trouble = (page) => screen(page).trouble.filter({ hasText: /./ });

  test('is blocked without a proxy: the app says that one is needed', async ({ desk, page }) => {
    desk.tolerate(/^console: .*(CORS|ERR_FAILED|404|405)/);
    await desk.open('', { config: { version: 1, accounts: [desk.account({ proxy: null })] } });
    await desk.useToken();
    await expect(trouble(page)).toContainText('A CORS proxy is needed');
    await screen(page).button('Open Settings').click();
    const { dialog, button } = screen(page);
    await dialog('Settings').getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'CORS proxy', exact: true }).fill(`${desk.proxy.url}/`);
    await page.getByRole('textbox', { name: 'API token', exact: true }).fill(desk.sandbox.groove.token);
    await button('Save account').click();
    await page.keyboard.press('Escape');
    await expect(screen(page).rows.first()).toBeVisible();
  });

  test('leads to a proxy that answers a page of its own', async ({ desk, page }) => {
    const host = 'http://localhost:4321';
    desk.know(host);
    await page.route(`${host}/**`, (route) => route.fulfill({
      contentType: 'text/html', headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }, body: '<h1>Log in to the proxy</h1>',
    }));
    await desk.open('', { config: { version: 1, accounts: [desk.account({ proxy: `${host}/` })] } });
    await desk.useToken();
    await expect(trouble(page)).toContainText('The proxy answered instead of the helpdesk');
    await expect(trouble(page)).toContainText('Log in to the proxy');
  });

  test('leads to a proxy that explains how to use it', async ({ desk, page }) => {
    await desk.open('', { config: { version: 1, accounts: [desk.account({ proxy: `${desk.proxy.url}/?url={encoded_url}` })] } });
    await desk.useToken();
    await expect(trouble(page)).toContainText('The proxy answered instead of the helpdesk');
    await expect(trouble(page)).toContainText('enables cross-origin requests');
  });

  test('ends at the proxy when the helpdesk is down', async ({ desk, page }) => {
    desk.tolerate(/^console: .*404/);
    await desk.open('', { config: { version: 1, accounts: [desk.account({ baseUrl: 'http://127.0.0.1:9/v1' })] } });
    await desk.useToken();
    await expect(trouble(page)).toContainText('The proxy answered instead of the helpdesk');
  });

  test('is a proxy that is not there', async ({ desk, page }) => {
    desk.tolerate(/^console: .*ERR_/);
    desk.know('http://127.0.0.1:9');
    await desk.open('', { config: { version: 1, accounts: [desk.account({ proxy: 'http://127.0.0.1:9/' })] } });
    await desk.useToken();
    await expect(trouble(page)).toContainText('The CORS proxy cannot be reached');
  });

  test('has headers of its own for the proxy', async ({ desk, page }) => {
    await desk.open('', { config: { version: 1, accounts: [desk.account({ proxyHeaders: { 'X-Requested-With': 'deskbell' } })] } });
    await desk.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    const listed = desk.requests.find((request) => request.url().includes('/tickets?'));
    expect(listed.headers()).toMatchObject({ 'x-requested-with': 'deskbell', authorization: `Bearer ${desk.sandbox.groove.token}` });
  });
});

test.describe('Settings', () => {
  const field = (page, name) => screen(page).dialog('Settings').getByRole('textbox', { name, exact: true });

  test('adds an account, tests it, and keeps it without its token', async ({ desk, page }) => {
    await desk.open('', { config: { version: 1, demo: false } });
    const { button, dialog, rows } = screen(page);
    await button('Connect a helpdesk').click();
    await button('Add account').click();
    await choose(page, dialog('Settings').getByRole('combobox', { name: 'Provider' }), 'Groove');
    await field(page, 'Account name').fill('My desk');
    await field(page, 'API base URL').fill(desk.sandbox.groove.baseUrl);
    await field(page, 'CORS proxy').fill(`${desk.proxy.url}/`);
    await field(page, 'API token').fill(desk.sandbox.groove.token);
    await field(page, 'I am').fill('maya@tern.example');
    await button('Test connection').click();
    await expect(dialog('Settings').getByRole('status')).toContainText('It works. The helpdesk tells of 240 tickets.');
    await button('Save account').click();
    await expect(dialog('Settings').getByRole('listitem')).toContainText('My desk');
    await page.keyboard.press('Escape');
    await expect(rows.first()).toBeVisible();
    expect(await storage(page)).not.toContain(desk.sandbox.groove.token);
    await page.reload();
    await expect(tokenForm(page)).toContainText('My desk');
  });

  test('says why a connection does not work', async ({ desk, page }) => {
    desk.tolerate(/^console: .*(CORS|ERR_FAILED|401|404|405)/);
    await desk.open();
    const { button, dialog } = screen(page);
    await button('Settings').click();
    await button('Edit').click();
    const { trouble } = { trouble: dialog('Settings').getByRole('alert') };
    await field(page, 'API token').fill('wrong');
    await button('Test connection').click();
    await expect(trouble).toContainText('refused this token');
    await field(page, 'CORS proxy').fill('');
    await button('Test connection').click();
    await expect(trouble).toContainText('A CORS proxy is needed');
    await field(page, 'API base URL').fill('not an address');
    await button('Test connection').click();
    await expect(trouble).toContainText('API base URL must be an address');
    await field(page, 'API base URL').fill(desk.sandbox.groove.baseUrl);
    await field(page, 'CORS proxy').fill('https://proxy.example/{target}');
    await button('Save account').click();
    await expect(trouble).toContainText('CORS proxy may only use the placeholders');
    await field(page, 'CORS proxy').fill('');
    await field(page, 'Account name').fill(' ');
    await button('Save account').click();
    await expect(trouble).toContainText('Account name is missing');
    await expect(dialog('Settings')).toBeVisible();
  });

  test('edits an account; the token follows to no other address', async ({ desk, page }) => {
    await desk.enter();
    const { button, dialog, rows } = screen(page);
    await button('Settings').click();
    await button('Edit').click();
    await field(page, 'Account name').fill('Renamed');
    await button('Save account').click();
    await expect(dialog('Settings').getByRole('listitem')).toContainText('Renamed');
    await page.keyboard.press('Escape');
    await expect(rows.first()).toBeVisible();
    await button('Settings').click();
    await button('Edit').click();
    await field(page, 'API base URL').fill('http://127.0.0.1:9/v1');
    await button('Save account').click();
    await page.keyboard.press('Escape');
    await expect(tokenForm(page)).toContainText('Renamed');
  });

  test('removes an account after a question', async ({ desk, page }) => {
    await desk.enter();
    const { button, dialog } = screen(page);
    await button('Settings').click();
    await button('Remove').click();
    const question = page.getByRole('alertdialog');
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(question).toHaveCount(0);
    await expect(dialog('Settings').getByRole('listitem')).toHaveCount(1);
    await button('Remove').click();
    await question.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(dialog('Settings').getByRole('listitem')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByText('No helpdesk is connected yet.')).toBeVisible();
  });

  test('warns of an address without encryption', async ({ desk, page }) => {
    await desk.open();
    const { button } = screen(page);
    await button('Settings').click();
    await button('Edit').click();
    await field(page, 'CORS proxy').fill('');
    await field(page, 'API base URL').fill('http://helpdesk.example/v1');
    await expect(page.getByText('can be read on the way')).toBeVisible();
    await field(page, 'API base URL').fill('http://localhost:1/v1');
    await expect(page.getByText('can be read on the way')).toHaveCount(0);
  });

  test('warns of a proxy without encryption before a token is typed', async ({ desk, page }) => {
    const { origin } = new URL(desk.proxy.url);
    await desk.open('', { config: { version: 1, accounts: [desk.account({ proxy: 'http://cors.acme.example/' })] } });
    await expect(tokenForm(page)).toContainText('can be read on the way');
    await expect(tokenForm(page)).toContainText('http://cors.acme.example/');
    await desk.open('', { config: { version: 1, accounts: [desk.account({ proxy: `${origin}/` })] } });
    await expect(tokenForm(page)).toBeVisible();
    await expect(tokenForm(page)).not.toContainText('can be read on the way');
  });

  test('is locked where the deployer wants it', async ({ desk, page }) => {
    await desk.enter('', { config: { version: 1, lockSettings: true, accounts: [desk.account()] } });
    await page.getByRole('button', { name: 'Preferences' }).click();
    await expect(screen(page).button('Add account')).toHaveCount(0);
    await expect(page.getByRole('checkbox', { name: 'Compact list' })).toBeVisible();
  });
});

test.describe('config.json', () => {
  const banner = (page) => screen(page).trouble.filter({ hasText: 'There is a problem with config.json.' });

  test('that is no JSON names the line, and the app starts', async ({ site, page }) => {
    await site.open('', { config: '{\n  "version": 1,\n  "accounts": [ }\n}' });
    await expect(banner(page)).toContainText('line 3');
    await expect(screen(page).rows.first()).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(banner(page)).toHaveCount(0);
  });

  test('with fields that are wrong names each, and uses the rest', async ({ desk, page }) => {
    const config = {
      version: 1,
      title: 'Acme support',
      theme: 'purple',
      accounts: [desk.account(), { id: 'b', provider: 'zendesk' }, desk.account({ id: 'c', proxy: 'ftp://x/' }), desk.account({ id: 'all' }), { name: 'x' }],
      embed: { allowedOrigins: 'https://a.example' },
      surprise: true,
    };
    const warnings = [];
    page.on('console', (message) => warnings.push(message.text()));
    await desk.enter('', { config });
    for (const place of ['theme', 'accounts[1].provider', 'accounts[2].proxy', 'accounts[3].id', 'accounts[4].id', 'embed.allowedOrigins']) {
      await expect(banner(page)).toContainText(place);
    }
    await expect(banner(page)).not.toContainText('surprise');
    expect(warnings.join()).toContain('surprise');
    await expect(page.getByText('Acme support')).toBeVisible();
  });

  test('with a token in it is told to be public, and the token is not used', async ({ desk, page }) => {
    await desk.open('', { config: { version: 1, accounts: [desk.account({ token: desk.sandbox.groove.token })] } });
    await expect(banner(page)).toContainText('accounts[0].token');
    await expect(banner(page)).toContainText('public');
    await expect(banner(page)).not.toContainText(desk.sandbox.groove.token);
    await expect(tokenForm(page)).toBeVisible();
    expect(await desk.asked()).toEqual([]);
  });

  test('that does not exist means defaults', async ({ site, page }) => {
    site.tolerate(/^console: .*404.*config\.json/);
    await site.open('', { config: undefined });
    await expect(screen(page).rows.first()).toBeVisible();
    await expect(screen(page).trouble.filter({ hasText: /./ })).toHaveCount(0);
  });

  test('that is a page of the host means defaults', async ({ site, page }) => {
    await site.open('', { config: '<!doctype html><title>Start</title>' });
    await expect(screen(page).rows.first()).toBeVisible();
    await expect(screen(page).trouble.filter({ hasText: /./ })).toHaveCount(0);
  });
});

test('a page that did not prove that it may embed the app is shown no ticket', async ({ desk, page }) => {
  await desk.open('?embed=1');
  await expect(screen(page).trouble).toBeVisible();
  await expect(screen(page).grid).toHaveCount(0);
  await expect(page.getByLabel('API token')).toHaveCount(0);
  expect(await desk.asked()).toEqual([]);
});
