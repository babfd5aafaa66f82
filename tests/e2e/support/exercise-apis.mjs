// Uses all three helpdesks as an agent would, so that requests have every method and all kinds of characters.
import { expect } from '@playwright/test';
import { choose, screen } from './screen.mjs';

/** Characters with a meaning in URLs. */
export const reserved = 'a+b & c=50% #1 é?';

/**
 * Reads and changes all three helpdesks of the open app, and expects the right requests: GET, POST, PUT and a body in
 * Groove; DELETE, and reserved characters in path and query in SupportBee; PATCH in Zaia.
 */
export async function exerciseApis(app, page) {
  const { grid, rows, ticket, editor, search } = screen(page);
  const openFirst = async (account, query = '') => {
    await page.goto(`${app.url}?account=${account}${query}`);
    await expect(grid).toHaveAttribute('aria-busy', 'false');
    await rows.first().click();
    await expect(ticket).toHaveAttribute('aria-busy', 'false');
    return new URL(page.url()).searchParams.get('ticket').split(':')[1];
  };
  await expect(rows.first()).toBeVisible();
  await expect.poll(async () => new Set(await page.locator('.row .account').allInnerTexts()).size).toBeGreaterThan(1);

  const number = await openFirst('acme', '&status=opened');
  await choose(page, editor('Add label'), reserved, `Use "${reserved}"`);
  await expect(ticket.getByRole('button', { name: `Remove label ${reserved}`, exact: true })).toBeVisible();
  await expect.poll(() => app.requestsTo('groove', 'POST')).toEqual([`POST /tickets/${number}/tags`]);
  const labelled = (await app.sandbox.log()).find(({ method }) => method === 'POST');
  expect(JSON.parse(labelled.body).tags).toContain(reserved);
  await choose(page, editor('State'), 'Closed');
  await expect.poll(() => app.requestsTo('groove', 'PUT')).toEqual([`PUT /tickets/${number}/state`]);

  const id = await openFirst('bee');
  await choose(page, editor('Add label'), '50%', '50% off');
  await expect.poll(() => app.requestsTo('supportbee', 'POST')).toEqual([`POST /tickets/${id}/labels/50%25%20off`]);
  await ticket.getByRole('button', { name: 'Remove label 50% off', exact: true }).click();
  await expect.poll(() => app.requestsTo('supportbee', 'DELETE')).toEqual([`DELETE /tickets/${id}/labels/50%25%20off`]);
  await search.fill(reserved);
  await page.keyboard.press('Enter');
  await expect.poll(async () => new URLSearchParams((await app.requestsTo('supportbee', 'GET /tickets/search')).at(-1)?.split('?')[1]).get('query')).toBe(reserved);

  const one = await openFirst('zaia', '&status=pending');
  await ticket.getByRole('button', { name: 'Take over' }).click();
  await expect.poll(() => app.requestsTo('zaia', 'PATCH')).toEqual([`PATCH /api/v1/tickets/${one}/takeover`]);
  expect((await app.sandbox.log()).filter(({ method, status }) => method !== 'GET' && status >= 300)).toEqual([]);
}
