// Actions in SupportBee.
import { expect, test } from './support/app.mjs';
import { choose, optionOf, screen } from './support/screen.mjs';

for (const [button, path, outcome] of [
  ['Star', 'star', 'Starred'], ['Archive', 'archive', 'Archived'], ['Spam', 'spam', 'Spam'], ['Trash', 'trash', 'In the trash'],
]) {
  test(`${button} sets a flag, and Undo clears it`, async ({ app, page }) => {
    const id = await app.openFirstTicket('bee', '&starred=false');
    const { ticket, notice } = screen(page);
    const flag = ticket.getByRole('button', { name: button, exact: true });
    await flag.click();
    await expect(flag).toHaveAttribute('aria-pressed', 'true');
    await expect(notice).toContainText(outcome);
    await expect.poll(() => app.requestsTo('supportbee', 'POST')).toEqual([`POST /tickets/${id}/${path}`]);
    await page.keyboard.press('z');
    await expect(flag).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(() => app.requestsTo('supportbee', 'DELETE')).toEqual([`DELETE /tickets/${id}/${path}`]);
  });
}

test('an agent and a group can be assigned, and the agent unassigned', async ({ app, page }) => {
  const id = await app.openFirstTicket('bee', '&assignee=none');
  const { editor } = screen(page);
  await choose(page, editor('Assignee'), 'maya', 'Maya Lindqvist');
  await expect(editor('Assignee')).toHaveValue('Maya Lindqvist');
  await expect.poll(() => app.requestsTo('supportbee', 'POST')).toEqual([`POST /tickets/${id}/user_assignment`]);
  await editor('Assignee').click();
  await optionOf(page, 'Nobody').click();
  await expect.poll(() => app.requestsTo('supportbee', 'DELETE')).toEqual([`DELETE /tickets/${id}/user_assignment`]);
  await choose(page, editor('Group'), 'bill', 'Billing');
  await expect(editor('Group')).toHaveValue('Billing');
  await expect.poll(() => app.requestsTo('supportbee', 'POST')).toContain(`POST /tickets/${id}/team_assignment`);
});

test('undoing a change of group restores the unassigned agent', async ({ app, page }) => {
  await app.openFirstTicket('bee', '&assignee=none');
  const { editor } = screen(page);
  await choose(page, editor('Group'), 'bill', 'Billing');
  await choose(page, editor('Assignee'), 'amara', 'Amara Okafor');
  await expect.poll(() => app.requestsTo('supportbee', 'POST')).toHaveLength(2);
  await choose(page, editor('Group'), 'logi', 'Logistics');
  await expect(editor('Assignee')).toHaveValue('');
  await screen(page).current.focus();
  await page.keyboard.press('z');
  await expect(editor('Group')).toHaveValue('Billing');
  await expect(editor('Assignee')).toHaveValue('Amara Okafor');
  await expect.poll(() => app.requestsTo('supportbee', 'POST')).toHaveLength(5);
});

test('a label with reserved characters can be added and removed', async ({ app, page }) => {
  const id = await app.openFirstTicket('bee');
  const { editor, ticket } = screen(page);
  await choose(page, editor('Add label'), '50%', '50% off');
  const remove = ticket.getByRole('button', { name: 'Remove label 50% off', exact: true });
  await expect(remove).toBeVisible();
  await expect.poll(() => app.requestsTo('supportbee', 'POST')).toEqual([`POST /tickets/${id}/labels/50%25%20off`]);
  await remove.click();
  await expect.poll(() => app.requestsTo('supportbee', 'DELETE')).toEqual([`DELETE /tickets/${id}/labels/50%25%20off`]);
});

test('the control of a forbidden action disappears', async ({ app, page }) => {
  app.allowErrors(/^console: .*403/);
  const id = await app.openFirstTicket('bee', '&starred=false');
  const { ticket, alerts } = screen(page);
  await app.sandbox.fault({ path: `/tickets/${id}/star`, status: 403, body: '{}', contentType: 'application/json' });
  await ticket.getByRole('button', { name: 'Star', exact: true }).click();
  await expect(alerts).toContainText('Reverted');
  await expect(ticket.getByRole('button', { name: 'Star', exact: true })).toHaveCount(0);
  await expect(ticket.getByRole('button', { name: 'Archive', exact: true })).toBeVisible();
});

test('a new ticket can be created', async ({ app, page }) => {
  await app.openAccounts('?account=bee');
  const { button, dialog, notice } = screen(page);
  await button('New ticket').first().click();
  const form = dialog('New ticket');
  await form.getByLabel('Subject').fill('A lamp & a chair');
  await form.getByLabel('Requester name').fill('Ana Bello');
  await form.getByLabel('Requester email').fill('ana@post.example');
  await form.getByLabel('Message').fill('Hello');
  await form.getByRole('button', { name: 'Create ticket' }).click();
  await expect(notice).toContainText('was created');
  const [created] = (await app.sandbox.log()).filter(({ method }) => method === 'POST');
  expect(JSON.parse(created.body)).toEqual({ ticket: {
    subject: 'A lamp & a chair', requester_name: 'Ana Bello', requester_email: 'ana@post.example', content_attributes: { body: 'Hello' },
  } });
  await expect(screen(page).row('A lamp & a chair')).toBeVisible();
});
