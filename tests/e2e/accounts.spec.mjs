// Accounts: tokens, proxies, Settings, and broken configurations.
import { expect, test } from './support/app.mjs';
import { choose, screen } from './support/screen.mjs';

const tokenForm = (page) => page.getByRole('form', { name: 'Token needed' });
const storage = (page) => page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));

test.describe('a token', () => {
  test('stays in memory and is gone after a reload', async ({ app, page }) => {
    await app.open();
    await expect(tokenForm(page)).toBeVisible();
    await expect(screen(page).grid).toBeHidden();
    expect(await app.grooveRequests()).toEqual([]);
    await app.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    const { token } = app.sandbox.groove;
    expect(await storage(page)).not.toContain(token);
    expect(page.url()).not.toContain(token);
    expect(app.requests.filter((request) => request.url().includes(token))).toEqual([]);
    await page.reload();
    await expect(tokenForm(page)).toBeVisible();
    await expect(page.getByLabel('API token')).toHaveValue('');
  });

  test('is stored on the device on request, until it is forgotten', async ({ app, page }) => {
    await app.open();
    await page.getByRole('checkbox', { name: 'Remember on this device' }).check();
    await app.useToken();
    const { rows, button } = screen(page);
    await expect(rows.first()).toBeVisible();
    expect(await storage(page)).toContain(app.sandbox.groove.token);
    await page.reload();
    await expect(rows.first()).toBeVisible();
    await button('Settings').click();
    await button('Forget token').click();
    await expect(button('Forget token')).toHaveCount(0);
    expect(await storage(page)).not.toContain(app.sandbox.groove.token);
    await page.keyboard.press('Escape');
    await expect(tokenForm(page)).toBeVisible();
  });

  test('that is refused shows an error, and another one can be entered', async ({ app, page }) => {
    app.allowErrors(/^console: .*401/);
    await app.open();
    await app.useToken('wrong-token');
    await expect(screen(page).alerts).toContainText('refused the token');
    await expect(tokenForm(page)).toBeVisible();
    await app.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    await expect(tokenForm(page)).toHaveCount(0);
  });

  test('stored for one address is not sent to another', async ({ app, page }) => {
    await app.open();
    await page.getByRole('checkbox', { name: 'Remember on this device' }).check();
    await app.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    // The deployer moves the account to another host.
    await page.route('**/config.json', (route) => route.fulfill({
      json: { version: 1, accounts: [app.account({ baseUrl: 'http://127.0.0.1:9/v1' })] },
    }));
    await page.reload();
    await expect(tokenForm(page)).toBeVisible();
  });

  test('is sent as a query parameter if the deployer configured it', async ({ app, page }) => {
    await app.open('', { config: { version: 1, accounts: [app.account({ tokenStyle: 'query' })] } });
    await app.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    expect(await app.grooveRequests()).toEqual([expect.stringContaining('access_token=…')]);
  });
});

test.describe('the connection to the helpdesk', () => {
  const alerts = (page) => screen(page).alerts.filter({ hasText: /./ });

  test('is blocked without a proxy, and the app says that one is needed', async ({ app, page }) => {
    app.allowErrors(/^console: .*(CORS|ERR_FAILED|404|405)/);
    await app.open('', { config: { version: 1, accounts: [app.account({ proxy: null })] } });
    await app.useToken();
    await expect(alerts(page)).toContainText('A CORS proxy is needed');
    await screen(page).button('Open Settings').click();
    const { dialog, button } = screen(page);
    await dialog('Settings').getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'CORS proxy', exact: true }).fill(`${app.proxy.url}/`);
    await page.getByRole('textbox', { name: 'API token', exact: true }).fill(app.sandbox.groove.token);
    await button('Save account').click();
    await page.keyboard.press('Escape');
    await expect(screen(page).rows.first()).toBeVisible();
  });

  test('fails at a proxy that responds with its own page', async ({ app, page }) => {
    const proxyUrl = 'http://localhost:4321';
    app.allowOrigin(proxyUrl);
    await page.route(`${proxyUrl}/**`, (route) => route.fulfill({
      contentType: 'text/html', headers: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*' }, body: '<h1>Log in to the proxy</h1>',
    }));
    await app.open('', { config: { version: 1, accounts: [app.account({ proxy: `${proxyUrl}/` })] } });
    await app.useToken();
    await expect(alerts(page)).toContainText('The proxy responded instead of the helpdesk');
    await expect(alerts(page)).toContainText('Log in to the proxy');
  });

  test('fails at a proxy that responds with its usage', async ({ app, page }) => {
    await app.open('', { config: { version: 1, accounts: [app.account({ proxy: `${app.proxy.url}/?url={encoded_url}` })] } });
    await app.useToken();
    await expect(alerts(page)).toContainText('The proxy responded instead of the helpdesk');
    await expect(alerts(page)).toContainText('enables cross-origin requests');
  });

  test('fails at the proxy when the helpdesk is down', async ({ app, page }) => {
    app.allowErrors(/^console: .*404/);
    await app.open('', { config: { version: 1, accounts: [app.account({ baseUrl: 'http://127.0.0.1:9/v1' })] } });
    await app.useToken();
    await expect(alerts(page)).toContainText('The proxy responded instead of the helpdesk');
  });

  test('fails when the proxy is down', async ({ app, page }) => {
    app.allowErrors(/^console: .*ERR_/);
    app.allowOrigin('http://127.0.0.1:9');
    await app.open('', { config: { version: 1, accounts: [app.account({ proxy: 'http://127.0.0.1:9/' })] } });
    await app.useToken();
    await expect(alerts(page)).toContainText("The CORS proxy can't be reached");
  });

  test('sends the configured headers to the proxy', async ({ app, page }) => {
    await app.open('', { config: { version: 1, accounts: [app.account({ proxyHeaders: { 'X-Requested-With': 'deskbell' } })] } });
    await app.useToken();
    await expect(screen(page).rows.first()).toBeVisible();
    const listed = app.requests.find((request) => request.url().includes('/tickets?'));
    expect(listed.headers()).toMatchObject({ 'x-requested-with': 'deskbell', authorization: `Bearer ${app.sandbox.groove.token}` });
  });
});

test.describe('Settings', () => {
  const field = (page, name) => screen(page).dialog('Settings').getByRole('textbox', { name, exact: true });

  test('adds an account, tests it, and stores it without its token', async ({ app, page }) => {
    await app.open('', { config: { version: 1, demo: false } });
    const { button, dialog, rows } = screen(page);
    await button('Connect a helpdesk').click();
    await button('Add account').click();
    await choose(page, dialog('Settings').getByRole('combobox', { name: 'Provider' }), 'Groove');
    await field(page, 'Account name').fill('My desk');
    await field(page, 'API base URL').fill(app.sandbox.groove.baseUrl);
    await field(page, 'CORS proxy').fill(`${app.proxy.url}/`);
    await field(page, 'API token').fill(app.sandbox.groove.token);
    await field(page, 'I am').fill('maya@tern.example');
    await button('Test connection').click();
    await expect(dialog('Settings').getByRole('status')).toContainText('Connected. 240 tickets found.');
    await button('Save account').click();
    await expect(dialog('Settings').getByRole('listitem')).toContainText('My desk');
    await page.keyboard.press('Escape');
    await expect(rows.first()).toBeVisible();
    expect(await storage(page)).not.toContain(app.sandbox.groove.token);
    await page.reload();
    await expect(tokenForm(page)).toContainText('My desk');
  });

  test('explains why a connection fails', async ({ app, page }) => {
    app.allowErrors(/^console: .*(CORS|ERR_FAILED|401|404|405)/);
    await app.open();
    const { button, dialog } = screen(page);
    await button('Settings').click();
    await button('Edit').click();
    const { alerts } = { alerts: dialog('Settings').getByRole('alert') };
    await field(page, 'API token').fill('wrong');
    await button('Test connection').click();
    await expect(alerts).toContainText('refused this token');
    await field(page, 'CORS proxy').fill('');
    await button('Test connection').click();
    await expect(alerts).toContainText('A CORS proxy is needed');
    await field(page, 'API base URL').fill('not an address');
    await button('Test connection').click();
    await expect(alerts).toContainText('API base URL must be an address');
    await field(page, 'API base URL').fill(app.sandbox.groove.baseUrl);
    await field(page, 'CORS proxy').fill('https://proxy.example/{target}');
    await button('Save account').click();
    await expect(alerts).toContainText('CORS proxy may only use the placeholders');
    await field(page, 'CORS proxy').fill('');
    await field(page, 'Account name').fill(' ');
    await button('Save account').click();
    await expect(alerts).toContainText('Account name is missing');
    await expect(dialog('Settings')).toBeVisible();
  });

  test('edits an account, and does not use its token for another address', async ({ app, page }) => {
    await app.signIn();
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

  test('removes an account after a confirmation', async ({ app, page }) => {
    await app.signIn();
    const { button, dialog } = screen(page);
    await button('Settings').click();
    await button('Remove').click();
    const confirmation = page.getByRole('alertdialog');
    await confirmation.getByRole('button', { name: 'Cancel' }).click();
    await expect(confirmation).toHaveCount(0);
    await expect(dialog('Settings').getByRole('listitem')).toHaveCount(1);
    await button('Remove').click();
    await confirmation.getByRole('button', { name: 'Remove', exact: true }).click();
    await expect(dialog('Settings').getByRole('listitem')).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByText('No helpdesk is connected yet.')).toBeVisible();
  });

  test('warns about an address without encryption', async ({ app, page }) => {
    await app.open();
    const { button } = screen(page);
    await button('Settings').click();
    await button('Edit').click();
    await field(page, 'CORS proxy').fill('');
    await field(page, 'API base URL').fill('http://helpdesk.example/v1');
    await expect(page.getByText('can be read on the way')).toBeVisible();
    await field(page, 'API base URL').fill('http://localhost:1/v1');
    await expect(page.getByText('can be read on the way')).toHaveCount(0);
  });

  test('warns about a proxy without encryption before a token is entered', async ({ app, page }) => {
    const { origin } = new URL(app.proxy.url);
    await app.open('', { config: { version: 1, accounts: [app.account({ proxy: 'http://cors.acme.example/' })] } });
    await expect(tokenForm(page)).toContainText('can be read on the way');
    await expect(tokenForm(page)).toContainText('http://cors.acme.example/');
    await app.open('', { config: { version: 1, accounts: [app.account({ proxy: `${origin}/` })] } });
    await expect(tokenForm(page)).toBeVisible();
    await expect(tokenForm(page)).not.toContainText('can be read on the way');
  });

  test('is locked if the deployer configured it', async ({ app, page }) => {
    await app.signIn('', { config: { version: 1, lockSettings: true, accounts: [app.account()] } });
    await page.getByRole('button', { name: 'Preferences' }).click();
    await expect(screen(page).button('Add account')).toHaveCount(0);
    await expect(page.getByRole('checkbox', { name: 'Compact list' })).toBeVisible();
  });
});

test.describe('config.json', () => {
  const banner = (page) => screen(page).alerts.filter({ hasText: 'There is a problem with config.json.' });

  test('that is not JSON shows the line of the error, and the app starts', async ({ site, page }) => {
    await site.open('', { config: '{\n  "version": 1,\n  "accounts": [ }\n}' });
    await expect(banner(page)).toContainText('line 3');
    await expect(screen(page).rows.first()).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(banner(page)).toHaveCount(0);
  });

  test('with invalid fields shows each of them, and the rest is used', async ({ app, page }) => {
    const config = {
      version: 1,
      title: 'Acme support',
      theme: 'purple',
      accounts: [app.account(), { id: 'b', provider: 'zendesk' }, app.account({ id: 'c', proxy: 'ftp://x/' }), app.account({ id: 'all' }), { name: 'x' }],
      embed: { allowedOrigins: 'https://a.example' },
      surprise: true,
    };
    const warnings = [];
    page.on('console', (message) => warnings.push(message.text()));
    await app.signIn('', { config });
    for (const path of ['theme', 'accounts[1].provider', 'accounts[2].proxy', 'accounts[3].id', 'accounts[4].id', 'embed.allowedOrigins']) {
      await expect(banner(page)).toContainText(path);
    }
    await expect(banner(page)).not.toContainText('surprise');
    expect(warnings.join()).toContain('surprise');
    await expect(page.getByText('Acme support')).toBeVisible();
  });

  test('with a token shows that it is public, and the token is not used', async ({ app, page }) => {
    await app.open('', { config: { version: 1, accounts: [app.account({ token: app.sandbox.groove.token })] } });
    await expect(banner(page)).toContainText('accounts[0].token');
    await expect(banner(page)).toContainText('public');
    await expect(banner(page)).not.toContainText(app.sandbox.groove.token);
    await expect(tokenForm(page)).toBeVisible();
    expect(await app.grooveRequests()).toEqual([]);
  });

  test('that does not exist uses the defaults', async ({ site, page }) => {
    site.allowErrors(/^console: .*404.*config\.json/);
    await site.open('', { config: undefined });
    await expect(screen(page).rows.first()).toBeVisible();
    await expect(screen(page).alerts.filter({ hasText: /./ })).toHaveCount(0);
  });

  test('that is a page of the server uses the defaults', async ({ site, page }) => {
    await site.open('', { config: '<!doctype html><title>Start</title>' });
    await expect(screen(page).rows.first()).toBeVisible();
    await expect(screen(page).alerts.filter({ hasText: /./ })).toHaveCount(0);
  });
});

test('a page that did not prove its origin gets no tickets', async ({ app, page }) => {
  await app.open('?embed=1');
  await expect(screen(page).alerts).toBeVisible();
  await expect(screen(page).grid).toHaveCount(0);
  await expect(page.getByLabel('API token')).toHaveCount(0);
  expect(await app.grooveRequests()).toEqual([]);
});
