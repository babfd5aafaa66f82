// What somebody hears who does not see the screen: roles and names on the way, and what is announced, in order.
import { expect, test } from './support/desk.mjs';
import { heard, listen } from './support/heard.mjs';
import { escaped, screen } from './support/screen.mjs';

/** What has the focus, or what it points to: role, name, and whether it is expanded or selected. */
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

/** Expects the focus to come to something that is heard like this. */
const expectFocused = (page, expected) => expect.poll(() => focused(page)).toMatchObject(expected);

const said = (page, ...lines) => {
  const all = [];
  return expect.poll(async () => {
    all.push(...await heard(page));
    return all;
  }).toEqual(lines.map((line) => line instanceof RegExp ? expect.stringMatching(line) : line));
};

test('the list, a ticket, a label, an assignment, and a failure', async ({ desk, page }) => {
  desk.tolerate(/^console: .*422/);
  const all = await desk.tickets();
  const [first, second] = all;
  await listen(page);
  await desk.enter();
  const { grid, ticket, rowOf, heading, button } = screen(page);

  // The list: a grid that tells how long it is, rows that tell who asks what, one of them current, with the focus once
  // a key has moved it.
  await expect(grid).toHaveAttribute('aria-rowcount', String(all.length + 1));
  await expect(rowOf(first)).toHaveAttribute('aria-rowindex', '2');
  await heard(page);
  await page.keyboard.press('j');
  await expectFocused(page, { role: 'row', name: expect.stringContaining(second.title) });
  await page.keyboard.press('k');
  await expectFocused(page, { role: 'row', name: expect.stringContaining(first.title) });

  // A ticket: a region that is busy until it is there, with its subject as the heading; the focus stays in the list.
  await page.keyboard.press('Enter');
  await expect(ticket).toHaveAttribute('aria-busy', 'false');
  await expect(heading(first.title)).toBeVisible();
  await expect(ticket).toMatchAriaSnapshot(`
    - region "Ticket":
      - heading /${escaped(first.title)}/ [level=1]
      - combobox "State"
      - combobox "Assignee"
      - combobox "Group"
      - text: /Mailbox/
      - button "Change mailbox"
  `);
  await expectFocused(page, { role: 'row', name: expect.stringContaining(first.title) });
  await said(page);

  // A label: a combobox that says how many options are left and which one Enter takes, then what was done.
  await page.keyboard.press('l');
  await expectFocused(page, { role: 'combobox', name: 'Add label', expanded: true });
  await page.keyboard.type('needs a look');
  await expectFocused(page, { role: 'combobox', name: 'Add label', option: 'Use "needs a look"' });
  await page.keyboard.press('Enter');
  await expect(button('Remove label needs a look')).toBeVisible();
  const done = (await heardUntil(page, 'Label added')).filter((line) => !/options?$/.test(line));
  expect(done).toEqual(['polite: Label added: needs a look Undo']);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // An assignment: the first option is the agent.
  await page.keyboard.press('a');
  await expectFocused(page, { role: 'combobox', name: 'Assignee', expanded: true });
  await page.keyboard.type('Assign to me');
  await expectFocused(page, { role: 'combobox', name: 'Assignee', option: 'Assign to me' });
  await page.keyboard.press('Enter');
  expect((await heardUntil(page, 'Assigned to')).at(-1)).toMatch(/^polite: Assigned to (Maya|maya)/);
  await expect.poll(() => desk.changes().then((changes) => changes.length)).toBe(2);

  // A failure: what was done is said, and right after that it was not, why, and what to do next.
  await desk.sandbox.fault({ method: 'PUT', path: `/tickets/${first.number}/state`, status: 422, body: '{"errors":{"state":["is being merged"]}}' });
  await page.keyboard.press('e');
  const failure = await heardUntil(page, 'Taken back');
  expect(failure).toEqual([
    expect.stringMatching(/^polite: State: Closed/),
    expect.stringMatching(/^alert: Taken back: State: Closed\..*is being merged.* Retry$/),
  ]);
  await expect(page.getByRole('alert').getByRole('button', { name: 'Retry' })).toBeVisible();
});

/** Everything that is said up to the line that holds these words. */
async function heardUntil(page, words) {
  const lines = [];
  await expect.poll(async () => {
    lines.push(...await heard(page));
    return lines.some((line) => line.includes(words));
  }, { message: `“${words}” is said` }).toBe(true);
  return lines;
}

test('what others changed is said, and what the agent did is not', async ({ desk, page }) => {
  const [newest] = await desk.tickets();
  await listen(page);
  await desk.enter(`?ticket=acme:${newest.number}`);
  await expect(screen(page).ticket).toHaveAttribute('aria-busy', 'false');
  await heard(page);
  await desk.changeElsewhere(newest, { state: 'spam' });
  await screen(page).button('Refresh').click();
  const told = await heardUntil(page, 'Changed since you opened it');
  expect(told.find((line) => line.includes('Changed since'))).toMatch(/^polite: Changed since you opened it *State: was \w+, is now Spam\./);
  await screen(page).button('Got it').click();
  await expect(screen(page).button('Got it')).toHaveCount(0);
});
