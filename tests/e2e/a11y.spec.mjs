// Automated accessibility checks of every screen: wide and narrow, light and dark, and in forced colours.
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

const states = {
  list: async () => {},
  'an open ticket': async (page) => {
    await screen(page).rows.first().click();
    await expect(screen(page).ticket).toHaveAttribute('aria-busy', 'false');
  },
  'an open list of choices': async (page) => {
    await screen(page).rows.first().click();
    await screen(page).editor('Assignee').click();
    await expect(page.getByRole('option', { name: /Amara/ })).toBeVisible();
  },
  'the filters': async (page) => {
    await screen(page).button('Filters').click();
    await expect(page.getByRole('combobox', { name: 'Filter by folder' })).toBeVisible();
  },
  Display: async (page) => {
    await screen(page).button('Display').click();
    await screen(page).dialog('Display').getByRole('radio', { name: 'Created' }).check();
  },
  'Save view and Saved views': async (page) => {
    await page.getByRole('button', { name: 'Filters', exact: true }).click();
    await page.getByRole('combobox', { name: 'Filter by state' }).fill('Pending');
    await page.keyboard.press('Enter');
    await screen(page).button('Save view').click();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+k');
    await screen(page).dialog('Commands').getByRole('combobox').fill('edit saved');
    await page.keyboard.press('Enter');
    await expect(screen(page).dialog('Saved views')).toBeVisible();
  },
  'folders and labels': async (page) => {
    const { views } = screen(page);
    for (const name of ['Folders', 'Labels']) await views.getByRole('button', { name }).first().click();
    await expect(views.getByRole('link', { name: 'refund' }).first()).toBeVisible();
  },
  'a selection and a notice': async (page) => {
    await screen(page).rows.filter({ hasText: 'Opened' }).first().getByRole('checkbox').check();
    await page.keyboard.press('e');
    await expect(screen(page).notice).not.toBeEmpty();
  },
  'the overview': async (page) => {
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByRole('figure', { name: 'By state' })).toBeVisible();
    for (const summary of await page.locator('.chart summary').all()) await summary.click();
  },
  'New ticket': (page) => openWith(page, 'c', 'New ticket'),
  Commands: (page) => openWith(page, 'Control+k', 'Commands'),
  Keys: (page) => openWith(page, '?', 'Keyboard shortcuts'),
  Settings: async (page) => {
    await openSettings(page);
    await screen(page).button('Add account').click();
    await expect(screen(page).button('Test connection')).toBeVisible();
  },
  'Change the state of several': async (page) => {
    await screen(page).rows.first().getByRole('checkbox').check();
    await openWith(page, 's', 'Change the state of 1 ticket');
  },
  'the request log': async (page) => {
    await openSettings(page);
    await screen(page).button('Request log').click();
    await expect(page.getByRole('table')).toBeVisible();
  },
  'Change mailbox': async (page) => {
    await screen(page).rows.first().click();
    await screen(page).button('Change mailbox').click();
    await expect(screen(page).dialog('Change mailbox')).toBeVisible();
  },
};

async function openWith(page, key, name) {
  await page.keyboard.press(key);
  await expect(screen(page).dialog(name)).toBeVisible();
  for (const summary of await page.locator('summary').all()) await summary.click();
}

async function openSettings(page) {
  const menu = screen(page).button('Show views');
  if (await menu.isVisible()) await menu.click();
  await screen(page).button('Settings').click();
  await expect(screen(page).dialog('Settings')).toBeVisible();
}

/** Expects that the page does not scroll sideways. */
const expectNoSidewaysScroll = (page) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

// Each screen is checked six times.
test.setTimeout(60_000);

test.use({ viewport: { width: 1280, height: 844 }, reducedMotion: 'reduce' });

/** Checks the current screen: wide and narrow, light, dark, and in forced colours. */
async function check(page) {
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 844 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await page.emulateMedia({ forcedColors: 'active' });
    await expectAccessible(page);
    await page.emulateMedia({ forcedColors: 'none' });
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize({ width: 320, height: 640 });
  await expectNoSidewaysScroll(page);
}

for (const [name, reach] of Object.entries(states)) {
  test(name, async ({ site, page }) => {
    await site.open('?demo=60&account=demo-groove');
    await expect(screen(page).rows.first()).toBeVisible();
    await reach(page);
    await check(page);
  });
}

test('the confirmation of an action that cannot be undone', async ({ site, page }) => {
  await site.open('?demo=60&account=demo-zaia&status=ongoing');
  await expect(screen(page).rows.first()).toBeVisible();
  await page.keyboard.press('e');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await check(page);
});

test('the note about changes by others', async ({ app, page }) => {
  const [newest] = await app.tickets();
  await app.signIn(`?ticket=acme:${newest.number}`);
  await expect(screen(page).ticket).toHaveAttribute('aria-busy', 'false');
  await app.changeAsAnotherAgent(newest, { state: 'spam' });
  await screen(page).button('Refresh').click();
  await expect(screen(page).button('Got it')).toBeVisible();
  await check(page);
});

test('the token form', async ({ app, page }) => {
  await app.open();
  await expect(page.getByRole('form', { name: 'Token needed' })).toBeVisible();
  await check(page);
});

test('an error', async ({ app, page }) => {
  app.allowErrors(/^console: .*500/);
  await app.sandbox.fault({ path: '/tickets', status: 500 });
  await app.open();
  await app.useToken();
  await expect(screen(page).button('Try again')).toBeVisible();
  await check(page);
});

test('a configuration with problems', async ({ site, page }) => {
  await site.open('', { config: '{' });
  await expect(screen(page).rows.first()).toBeVisible();
  await check(page);
});

test.describe('on a screen that is narrow from the start', () => {
  test.use({ viewport: { width: 390, height: 844 } });
  for (const name of ['an open ticket', 'an open list of choices', 'Settings']) {
    test(name, async ({ site, page }) => {
      await site.open('?demo=60&account=demo-groove');
      await expect(screen(page).rows.first()).toBeVisible();
      await states[name](page);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
});
