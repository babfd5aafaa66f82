// A working day in a minute with a fake clock: the app polls the helpdesks all day, and its memory does not grow.
import { expect, test } from './support/app.mjs';
import { screen } from './support/screen.mjs';

test.describe.configure({ timeout: 120_000 });

/** Measures the page after a garbage collection: nodes, listeners, bytes of scripts, bytes of WebAssembly. */
async function measureMemory(page, session) {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const valueOf = (name) => metrics.find((metric) => metric.name === name).value;
  const wasm = await page.evaluate(() => window.wasmMemory.buffer.byteLength);
  return { nodes: valueOf('Nodes'), listeners: valueOf('JSEventListeners'), scripts: valueOf('JSHeapUsedSize'), wasm };
}

test('memory, listeners and requests per minute stay flat', async ({ app, page, context }) => {
  await page.clock.install({ time: new Date() });
  await page.addInitScript(() => {
    // Keeps a reference to the app's memory when it starts.
    const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...args) => {
      const result = await real.apply(WebAssembly, args);
      window.wasmMemory ??= result.instance.exports.memory;
      return result;
    };
  });
  await app.openAccounts();
  await app.allCodeLoaded();
  const { rows, ticket } = screen(page);
  await rows.first().click();
  await expect(ticket).toHaveAttribute('aria-busy', 'false');

  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  let pending = 0;
  page.on('request', () => (pending += 1));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, () => (pending -= 1));

  const hours = [];
  for (let hour = 0; hour < 8; hour += 1) {
    const before = (await app.sandbox.log()).length;
    for (let minute = 0; minute < 60; minute += 1) {
      await page.clock.fastForward(60_000);
      await expect.poll(() => pending, { intervals: [5, 10, 20] }).toBe(0);
    }
    hours.push({ requests: (await app.sandbox.log()).length - before, ...(await measureMemory(page, session)) });
  }
  console.table(hours);

  const [, second] = hours;
  const last = hours.at(-1);
  expect(second.requests, 'the app polls the helpdesks').toBeGreaterThan(10);
  for (const { requests } of hours.slice(1)) expect(Math.abs(requests - second.requests), 'as many requests in every hour').toBeLessThanOrEqual(10);
  // The five lists of the three helpdesks are polled every few minutes.
  expect(Math.max(...hours.map(({ requests }) => requests)) / 60, 'requests per minute').toBeLessThanOrEqual(5);
  expect(last.nodes - second.nodes, 'nodes').toBeLessThanOrEqual(50);
  expect(last.listeners - second.listeners, 'listeners').toBeLessThanOrEqual(5);
  expect(last.scripts / second.scripts, 'memory of scripts').toBeLessThanOrEqual(1.1);
  expect(last.wasm - second.wasm, 'memory of the app').toBeLessThanOrEqual(65_536 * 4);
});

test('a hidden tab does not poll, and shows new tickets when it is visible again', async ({ app, page }) => {
  await page.clock.install({ time: new Date() });
  await app.openAccounts('?account=acme');
  await app.allCodeLoaded();
  const setVisibility = (state) => page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  const listRequests = async () => (await app.requestsTo('groove', 'GET /tickets?')).length;
  await expect(async () => {
    await page.clock.fastForward(60_000);
    expect(await listRequests()).toBeGreaterThan(1);
  }).toPass();
  await setVisibility('hidden');
  const before = await listRequests();
  for (let minute = 0; minute < 30; minute += 1) await page.clock.fastForward(60_000);
  expect(await listRequests()).toBe(before);

  const { groove } = app.sandbox;
  const created = await fetch(`${groove.baseUrl}/tickets`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${groove.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ from: 'grace@adeyemi.example', to: 'help@tern.example', subject: 'Brand new', body: 'Hello' }),
  });
  expect(created.status).toBe(201);
  await setVisibility('visible');
  const { rows, button, rowOf } = screen(page);
  await expect(button('1 new ticket')).toBeVisible();
  await expect(rowOf({ title: 'Brand new' })).toHaveCount(0);
  const first = await rows.first().innerText();
  await button('1 new ticket').click();
  await expect(rowOf({ title: 'Brand new' })).toBeVisible();
  await expect(button('1 new ticket')).toHaveCount(0);
  expect(await rows.first().innerText()).not.toBe(first);
});
