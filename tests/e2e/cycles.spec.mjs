// Going to and fro all day leaves nothing behind: neither elements nor listeners.
import { expect, test } from './support/desk.mjs';
import { screen } from './support/screen.mjs';

test.describe.configure({ timeout: 120_000 });
// A trace of every change of the page would weigh more than what is weighed.
test.use({ trace: 'off' });

/** How many cycles count, after how many that fill what is filled once. */
const CYCLES = 300;
const WARM_UP = 30;

/** What the page holds once the rubbish is out: it is collected until nothing more goes. */
async function weigh(page, session) {
  const once = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name) => metrics.find((metric) => metric.name === name).value;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), scripts: of('JSHeapUsedSize') };
  };
  let [weight, before] = [await once(), undefined];
  do {
    before = weight;
    // What waits for a frame holds on to what it waits with.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    weight = await once();
  } while (weight.nodes < before.nodes);
  return weight;
}

/**
 * Goes through the steps of a cycle so many times, in the page itself: presses a key where the focus is, or clicks what
 * a selector finds, and waits until another selector finds something.
 */
const goThrough = (page, times, steps) => page.evaluate(async ([times, steps]) => {
  for (let turn = 0; turn < times; turn += 1) {
    for (const [act, there] of steps) {
      if (act.startsWith('click ')) document.querySelector(act.slice(6)).click();
      else {
        // Down half of the time and up the other half, so that the list never ends.
        const key = act === 'j or k' ? 'jjjjjkkkkk'[turn % 10] : act;
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }
      do await new Promise((next) => setTimeout(next)); while (!document.querySelector(there));
    }
  }
}, [times, steps]);

/** Expects that the page holds no more after the cycles than before. */
async function expectNoGrowth(page, steps) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await goThrough(page, WARM_UP, steps);
  const before = await weigh(page, session);
  await goThrough(page, CYCLES, steps);
  const after = await weigh(page, session);
  console.table({ before, after });
  // One element left in ten cycles would be more.
  expect(after.nodes - before.nodes, 'nodes').toBeLessThan(CYCLES / 10);
  expect(after.listeners - before.listeners, 'listeners').toBeLessThanOrEqual(2);
  expect(after.scripts / before.scripts, 'memory of scripts').toBeLessThanOrEqual(1.1);
}

test.beforeEach(async ({ site, page }) => {
  await site.open('?demo=60&account=demo-groove');
  const { rows } = screen(page);
  await expect(rows.first()).toBeVisible();
  await rows.first().focus();
});

const backInList = '[data-pane=list] [role=row]:focus';

test(`opening a ticket and going back ${CYCLES} times leaves nothing behind`, async ({ page }) => {
  await expectNoGrowth(page, [
    ['j or k', backInList],
    ['Enter', '[data-pane=ticket] .ticket-body .message'],
    ['u', backInList],
  ]);
});

test(`looking at the charts and going back ${CYCLES} times leaves nothing behind`, async ({ page }) => {
  await expectNoGrowth(page, [
    ['click .tools a', '[data-pane=overview] .overview:focus .bars a'],
    ['Escape', backInList],
  ]);
});
