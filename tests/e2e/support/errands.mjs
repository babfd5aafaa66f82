// What an agent does in each of the three helpdesks, so that every method and every kind of letter travels.
import { expect } from '@playwright/test';
import { choose, screen } from './screen.mjs';

/** Letters that mean something in an address. */
export const reserved = 'a+b & c=50% #1 é?';

/**
 * Reads and changes all three helpdesks of the open app and expects that everything arrived as it was meant: GET, POST,
 * PUT and a body in Groove, DELETE, a path and a query with reserved characters in SupportBee, PATCH in Zaia.
 */
export async function workThrough(desk, page) {
  const { grid, rows, ticket, editor, search } = screen(page);
  const first = async (account, query = '') => {
    await page.goto(`${desk.url}?account=${account}${query}`);
    await expect(grid).toHaveAttribute('aria-busy', 'false');
    await rows.first().click();
    await expect(ticket).toHaveAttribute('aria-busy', 'false');
    return new URL(page.url()).searchParams.get('ticket').split(':')[1];
  };
  await expect(rows.first()).toBeVisible();
  await expect.poll(async () => new Set(await page.locator('.row .account').allInnerTexts()).size).toBeGreaterThan(1);

  const number = await first('acme', '&status=opened');
  await choose(page, editor('Add label'), reserved, `Use "${reserved}"`);
  await expect(ticket.getByRole('button', { name: `Remove label ${reserved}`, exact: true })).toBeVisible();
  await expect.poll(() => desk.askedOf('groove', 'POST')).toEqual([`POST /tickets/${number}/tags`]);
  const labelled = (await desk.sandbox.log()).find(({ method }) => method === 'POST');
  expect(JSON.parse(labelled.body).tags).toContain(reserved);
  await choose(page, editor('State'), 'Closed');
  await expect.poll(() => desk.askedOf('groove', 'PUT')).toEqual([`PUT /tickets/${number}/state`]);

  const id = await first('bee');
  await choose(page, editor('Add label'), '50%', '50% off');
  await expect.poll(() => desk.askedOf('supportbee', 'POST')).toEqual([`POST /tickets/${id}/labels/50%25%20off`]);
  await ticket.getByRole('button', { name: 'Remove label 50% off', exact: true }).click();
  await expect.poll(() => desk.askedOf('supportbee', 'DELETE')).toEqual([`DELETE /tickets/${id}/labels/50%25%20off`]);
  await search.fill(reserved);
  await page.keyboard.press('Enter');
  await expect.poll(async () => new URLSearchParams((await desk.askedOf('supportbee', 'GET /tickets/search')).at(-1)?.split('?')[1]).get('query')).toBe(reserved);

  const one = await first('zaia', '&status=pending');
  await ticket.getByRole('button', { name: 'Take over' }).click();
  await expect.poll(() => desk.askedOf('zaia', 'PATCH')).toEqual([`PATCH /api/v1/tickets/${one}/takeover`]);
  expect((await desk.sandbox.log()).filter(({ method, status }) => method !== 'GET' && status >= 300)).toEqual([]);
}
