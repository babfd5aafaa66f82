// What a screen reader announces: roles and names of what gets the focus, and live regions, in order.
import { expect, test } from './support/app.mjs';
import { takeAnnouncements, recordAnnouncements } from './support/announcements.mjs';
import { escapeRegExp, screen } from './support/screen.mjs';

/** Returns role, name and state of the focused element, and the name of its active option. */
async function focused(page) {
  const client = await page.context().newCDPSession(page);
  const { nodes } = await client.send('Accessibility.getFullAXTree');
  await client.detach();
  const property = (node, name) => node.properties?.find((it) => it.name === name)?.value;
  const focus = nodes.filter((node) => !node.ignored && property(node, 'focused')?.value).at(-1);
  if (!focus) return {};
  const active = property(focus, 'activedescendant')?.relatedNodes?.[0];
  const option = active && nodes.find((node) => node.backendDOMNodeId === active.backendDOMNodeId);
  const plain = (name) => property(focus, name)?.value;
  return { role: focus.role.value, name: focus.name.value, expanded: plain('expanded'), option: option?.name.value };
}

/** Expects that the focused element has these properties. */
const expectFocused = (page, expected) => expect.poll(() => focused(page)).toMatchObject(expected);

const expectAnnounced = (page, ...lines) => {
  const all = [];
  return expect.poll(async () => {
    all.push(...await takeAnnouncements(page));
    return all;
  }).toEqual(lines.map((line) => line instanceof RegExp ? expect.stringMatching(line) : line));
};

test('the list, a ticket, a label, an assignment, and an error', async ({ app, page }) => {
  app.allowErrors(/^console: .*422/);
  const all = await app.tickets();
  const [first, second] = all;
  await recordAnnouncements(page);
  await app.signIn();
  const { grid, ticket, rowOf, heading, button } = screen(page);

  // The list: a grid with its length, and rows with requester and subject. The current row has the focus once a key has
  // moved it.
  await expect(grid).toHaveAttribute('aria-rowcount', String(all.length + 1));
  await expect(rowOf(first)).toHaveAttribute('aria-rowindex', '2');
  await takeAnnouncements(page);
  await page.keyboard.press('j');
  await expectFocused(page, { role: 'row', name: expect.stringContaining(second.title) });
  await page.keyboard.press('k');
  await expectFocused(page, { role: 'row', name: expect.stringContaining(first.title) });

  // A ticket: a region that is busy until it is loaded, with its subject as the heading. The focus stays in the list.
  await page.keyboard.press('Enter');
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(heading(first.title)).toBeVisible();
  await expect(ticket).toMatchAriaSnapshot(`
    - region "Ticket":
      - heading /${escapeRegExp(first.title)}/ [level=1]
      - combobox "State"
      - combobox "Assignee"
      - combobox "Group"
      - text: /Mailbox/
      - button "Change mailbox"
  `);
  await expectFocused(page, { role: 'row', name: expect.stringContaining(first.title) });
  await expectAnnounced(page);

  // A label: a combobox that announces how many options match and which one Enter chooses, then the change.
  await page.keyboard.press('l');
  await expectFocused(page, { role: 'combobox', name: 'Add label', expanded: true });
  await page.keyboard.type('needs a look');
  await expectFocused(page, { role: 'combobox', name: 'Add label', option: 'Use "needs a look"' });
  await page.keyboard.press('Enter');
  await expect(button('Remove label needs a look')).toBeVisible();
  const done = (await announcementsUntil(page, 'Label added')).filter((line) => !/options?$/.test(line));
  expect(done).toEqual(['polite: Label added: needs a look Undo']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // An assignment: the first option is the agent.
  await page.keyboard.press('a');
  await expectFocused(page, { role: 'combobox', name: 'Assignee', expanded: true });
  await page.keyboard.type('Assign to me');
  await expectFocused(page, { role: 'combobox', name: 'Assignee', option: 'Assign to me' });
  await page.keyboard.press('Enter');
  expect((await announcementsUntil(page, 'Assigned to')).at(-1)).toMatch(/^polite: Assigned to (Maya|maya)/);
  await expect.poll(() => app.changes().then((changes) => changes.length)).toBe(2);

  // An error: first the change is announced, then that it failed, why, and what to do next.
  await app.sandbox.fault({ method: 'PUT', path: `/tickets/${first.number}/state`, status: 422, body: '{"errors":{"state":["is being merged"]}}' });
  await page.keyboard.press('e');
  const failure = await announcementsUntil(page, 'Reverted');
  expect(failure).toEqual([
    expect.stringMatching(/^polite: State: Closed/),
    expect.stringMatching(/^alert: Reverted: State: Closed\..*is being merged.* Retry$/),
  ]);
  await expect(page.getByRole('alert').getByRole('button', { name: 'Retry' })).toBeVisible();
});

/** Returns all announcements up to the one that contains these words. */
async function announcementsUntil(page, words) {
  const lines = [];
  await expect.poll(async () => {
    lines.push(...await takeAnnouncements(page));
    return lines.some((line) => line.includes(words));
  }, { message: `“${words}” is announced` }).toBe(true);
  return lines;
}

test('changes by others are announced', async ({ app, page }) => {
  const [newest] = await app.tickets();
  await recordAnnouncements(page);
  await app.signIn(`?ticket=acme:${newest.number}`);
  await expect(screen(page).ticket).toHaveAttribute('aria-busy', 'false');
  await takeAnnouncements(page);
  await app.changeAsAnotherAgent(newest, { state: 'spam' });
  await screen(page).button('Refresh').click();
  const announcements = await announcementsUntil(page, 'Changed since you opened it');
  expect(announcements.find((line) => line.includes('Changed since'))).toMatch(/^polite: Changed since you opened it *State: was \w+, is now Spam\./);
  await screen(page).button('Got it').click();
  await expect(screen(page).button('Got it')).toHaveCount(0);
});
