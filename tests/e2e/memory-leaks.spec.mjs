// Moving through the app all day must not leak elements or listeners.
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

test.describe.configure({ timeout: 120_000 });
// A trace would use more memory than the app.
test.use({ trace: 'off' });

/** The number of measured cycles, after a number of cycles that fill caches. */
const CYCLES = 300;
const WARM_UP = 30;

/** Measures the memory of the page after repeated garbage collections, until the number of nodes is stable. */
async function measureMemory(page, session) {
  const collectAndMeasure = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { metrics } = await session.send('Performance.getMetrics');
    const valueOf = (name) => metrics.find((metric) => metric.name === name).value;
    return { nodes: valueOf('Nodes'), listeners: valueOf('JSEventListeners'), scripts: valueOf('JSHeapUsedSize') };
  };
  let [memory, before] = [await collectAndMeasure(), undefined];
  do {
    before = memory;
    // Pending animation frames keep their closures alive.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    memory = await collectAndMeasure();
  } while (memory.nodes < before.nodes);
  return memory;
}

/**
 * Runs the steps of a cycle this many times, inside the page: each step presses a key on the focused element, or clicks
 * the element of a selector, and waits until another selector matches.
 */
const repeatSteps = (page, times, steps) => page.evaluate(async ([times, steps]) => {
  for (let turn = 0; turn < times; turn += 1) {
    for (const [act, awaited] of steps) {
      if (act.startsWith('click ')) document.querySelector(act.slice(6)).click();
      else {
        // Down half of the time and up the other half, so that the end of the list is never reached.
        const key = act === 'j or k' ? 'jjjjjkkkkk'[turn % 10] : act;
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      }
      do await new Promise((next) => setTimeout(next)); while (!document.querySelector(awaited));
    }
  }
}, [times, steps]);

/** Expects that the memory of the page does not grow during the cycles. */
async function expectNoGrowth(page, steps) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await repeatSteps(page, WARM_UP, steps);
  const before = await measureMemory(page, session);
  await repeatSteps(page, CYCLES, steps);
  const after = await measureMemory(page, session);
  console.table({ before, after });
  // One leaked element in ten cycles would exceed this.
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

test(`opening a ticket and going back ${CYCLES} times leaks no memory`, async ({ page }) => {
  await expectNoGrowth(page, [
    ['j or k', backInList],
    ['Enter', '[data-pane=ticket] .ticket-body .message'],
    ['u', backInList],
  ]);
});

test(`opening the charts and going back ${CYCLES} times leaks no memory`, async ({ page }) => {
  await expectNoGrowth(page, [
    ['click .tools a', '[data-pane=overview] .overview:focus .bars a'],
    ['Escape', backInList],
  ]);
});
