// What a program can check of accessibility, in both themes, wide and narrow.
import { expectAccessible } from './support/axe.mjs';
import { expect, test } from './support/desk.mjs';
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
  'a selection and a notice': async (page) => {
    await screen(page).rows.first().getByRole('checkbox').check();
    await page.keyboard.press('e');
    await expect(screen(page).notice).not.toBeEmpty();
  },
  'New ticket': (page) => openWith(page, 'c', 'New ticket'),
  Keys: (page) => openWith(page, '?', 'Keys'),
  Settings: async (page) => {
    await openSettings(page);
    await expectAccessible(page);
    await screen(page).button('Add account').click();
    await expect(screen(page).button('Test connection')).toBeVisible();
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
  const menu = screen(page).button('Show the views');
  if (await menu.isVisible()) await menu.click();
  await screen(page).button('Settings').click();
  await expect(screen(page).dialog('Settings')).toBeVisible();
}

/** Nothing but the list may scroll sideways. */
const expectNoSidewaysScroll = (page) =>
  expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 390]) {
    test.describe(`${colorScheme}, ${width} wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' });
      for (const [name, reach] of Object.entries(states)) {
        test(name, async ({ site, page }) => {
          await site.open('?demo=60');
          await expect(screen(page).rows.first()).toBeVisible();
          await reach(page);
          await expectAccessible(page);
          await expectNoSidewaysScroll(page);
        });
      }

      test('the question for a token', async ({ desk, page }) => {
        await desk.open();
        await expect(page.getByRole('form', { name: 'Token needed' })).toBeVisible();
        await expectAccessible(page);
      });
    });
  }
}

test.describe('320 wide', () => {
  test.use({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
  for (const [name, reach] of Object.entries(states)) {
    test(`${name} does not scroll sideways`, async ({ site, page }) => {
      await site.open('?demo=60');
      await expect(screen(page).rows.first()).toBeVisible();
      await reach(page);
      await expectNoSidewaysScroll(page);
    });
  }
});
