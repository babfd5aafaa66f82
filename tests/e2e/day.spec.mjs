// A working day in a minute: the clock is the test's, the helpdesks are asked for news all day, and at the end of it
// nothing has grown.
import { expect, test } from './support/desk.mjs';
import { screen } from './support/screen.mjs';

test.describe.configure({ timeout: 120_000 });

/** What the page holds once the rubbish is out: nodes, listeners, bytes of scripts, bytes of WebAssembly. */
async function weigh(page, session) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  const wasm = await page.evaluate(() => window.heldMemory.buffer.byteLength);
  return { nodes: of('Nodes'), listeners: of('JSEventListeners'), scripts: of('JSHeapUsedSize'), wasm };
}

test('leaves memory, listeners and requests per minute flat', async ({ desk, page, context }) => {
  await page.clock.install({ time: new Date() });
  await page.addInitScript(() => {
    // The memory of the app, as it hands it out when it starts.
    const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await real.apply(WebAssembly, given);
      window.heldMemory ??= made.instance.exports.memory;
      return made;
    };
  });
  await desk.enterAll();
  await desk.whole();
  const { rows, ticket } = screen(page);
  await rows.first().click();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');

  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  let under = 0;
  page.on('request', () => (under += 1));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, () => (under -= 1));

  const hours = [];
  for (let hour = 0; hour < 8; hour += 1) {
    const before = (await desk.sandbox.log()).length;
    for (let minute = 0; minute < 60; minute += 1) {
      await page.clock.fastForward(60_000);
      await expect.poll(() => under, { intervals: [5, 10, 20] }).toBe(0);
    }
    hours.push({ asked: (await desk.sandbox.log()).length - before, ...(await weigh(page, session)) });
  }
  console.table(hours);

  const [, second] = hours;
  const last = hours.at(-1);
  expect(second.asked, 'the helpdesks are asked').toBeGreaterThan(10);
  for (const { asked } of hours.slice(1)) expect(Math.abs(asked - second.asked), 'as often in every hour').toBeLessThanOrEqual(10);
  // No more than the three helpdesks' five lists every few minutes.
  expect(Math.max(...hours.map(({ asked }) => asked)) / 60, 'requests a minute').toBeLessThanOrEqual(5);
  expect(last.nodes - second.nodes, 'nodes').toBeLessThanOrEqual(50);
  expect(last.listeners - second.listeners, 'listeners').toBeLessThanOrEqual(5);
  expect(last.scripts / second.scripts, 'memory of scripts').toBeLessThanOrEqual(1.1);
  expect(last.wasm - second.wasm, 'memory of the app').toBeLessThanOrEqual(65_536 * 4);
});

test('nothing is asked while nobody looks, and the news are there when somebody does again', async ({ desk, page }) => {
  await page.clock.install({ time: new Date() });
  await desk.enterAll('?account=acme');
  await desk.whole();
  const show = (state) => page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  const asked = async () => (await desk.askedOf('groove', 'GET /tickets?')).length;
  await expect(async () => {
    await page.clock.fastForward(60_000);
    expect(await asked()).toBeGreaterThan(1);
  }).toPass();
  await show('hidden');
  const before = await asked();
  for (let minute = 0; minute < 30; minute += 1) await page.clock.fastForward(60_000);
  expect(await asked()).toBe(before);

  const { groove } = desk.sandbox;
  const created = await fetch(`${groove.baseUrl}/tickets`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${groove.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ from: 'grace@adeyemi.example', to: 'help@tern.example', subject: 'Brand new', body: 'Hello' }),
  });
  expect(created.status).toBe(201);
  await show('visible');
  const { rows, button, rowOf } = screen(page);
  await expect(button('1 new ticket')).toBeVisible();
  await expect(rowOf({ title: 'Brand new' })).toHaveCount(0);
  const first = await rows.first().innerText();
  await button('1 new ticket').click();
  await expect(rowOf({ title: 'Brand new' })).toBeVisible();
  await expect(button('1 new ticket')).toHaveCount(0);
  expect(await rows.first().innerText()).not.toBe(first);
});
