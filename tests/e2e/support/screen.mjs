// Finds elements on the screen by the roles and names of the public interface.
import { expect } from '@playwright/test';

/** Locators for the parts of the screen. */
export const screen = (page) => {
  const grid = page.getByRole('grid', { name: 'Tickets' });
  const ticket = page.getByRole('region', { name: 'Ticket', exact: true });
  return {
    grid,
    ticket,
    rows: grid.getByRole('row').filter({ has: page.getByRole('checkbox', { name: /^Select (?!all loaded tickets)/ }) }),
    row: (words) => grid.getByRole('row', { name: words }),
    /** The row of a ticket of the API. */
    // A subject that runs from right to left is isolated from the text around it.
    rowOf: ({ title }) => grid.getByRole('row').filter({ has: page.getByRole('checkbox', { name: new RegExp(`^Select \\u2068?${escapeRegExp(title)}\\u2069?$`) }) }),
    current: grid.locator('[role=row][aria-current=true]'),
    heading: (words) => ticket.getByRole('heading', { name: words, level: 1 }),
    search: page.getByRole('searchbox', { name: 'Search tickets' }),
    views: page.getByRole('navigation', { name: 'Views' }),
    /** An editor of the open ticket. */
    editor: (name) => ticket.getByRole('combobox', { name, exact: true }),
    notice: page.getByRole('status'),
    alerts: page.getByRole('alert'),
    button: (name) => page.getByRole('button', { name, exact: true }),
    dialog: (name) => page.getByRole('dialog', { name }),
    /** The facts of the open ticket, by name. */
    facts: async () => {
      await ticket.locator('details.facts').evaluate((details) => (details.open = true));
      const names = await ticket.getByRole('term').allInnerTexts();
      const values = await ticket.getByRole('definition').allInnerTexts();
      return Object.fromEntries(names.map((name, at) => [name, values[at]]));
    },
  };
};

/** Chooses from a combobox as a person does: types a text, and clicks the option of that name. */
export async function choose(page, combobox, text, option = text) {
  await combobox.click();
  await combobox.fill(text);
  await optionOf(page, option).click();
}

/** Finds the option of that name; an option for a person may end with the email address. */
export const optionOf = (page, name) => page.getByRole('option', { name: new RegExp(`^${escapeRegExp(name)}( \\S+@\\S+)?$`) });

/** Escapes a text for a regular expression, and lets any white space match. */
export const escapeRegExp = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');

/** Expects that an element has the focus. */
export const expectFocusKept = (page) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName), { message: 'the focus is not lost' }).not.toBe('BODY');
