// Measures the build behind nginx with Lighthouse and its default simulation of a phone: either an account whose proxy is
// nginx, or the demo, which is the heavier page. Prints the scores of each run and their medians, and fails if a median is
// below 95. The numbers are only comparable on an idle machine.
// Usage: node tools/lighthouse.mjs [--runs 3] [--demo]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { caller, startServer } from '../tests/e2e/support/servers.mjs';
import { chromium, startSandbox } from '../tests/e2e/support/services.mjs';

const wanted = 95;
const categories = ['performance', 'accessibility', 'best-practices'];
const { values: { runs, demo } } = parseArgs({ options: { runs: { type: 'string', default: '3' }, demo: { type: 'boolean', default: false } } });
const program = `${process.env.DESKBELL_TOOLS ?? `${process.env.HOME}/.cache/deskbell`}/lighthouse/node_modules/.bin/lighthouse`;

const folder = mkdtempSync(join(tmpdir(), 'deskbell-lighthouse-'));
const sandbox = await startSandbox();
const account = { id: 'acme', name: 'Acme', provider: 'groove', baseUrl: sandbox.groove.baseUrl, auth: 'proxy', proxy: '/proxy/groove/{path}', me: 'maya@tern.example' };
const server = await startServer('nginx', { sandbox, config: { version: 1, ...(demo ? { demo } : { accounts: [account] }) } });
const results = [];
try {
  let missed = 0;
  while (results.length < Number(runs)) {
    const file = join(folder, `${results.length}.json`);
    const { status, stderr } = spawnSync(program, [
      server.url, '--quiet', '--output=json', `--output-path=${file}`, `--only-categories=${categories}`,
      `--extra-headers=${JSON.stringify({ Authorization: `Basic ${btoa(`${caller.username}:${caller.password}`)}` })}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage',
    ], { encoding: 'utf8', env: { ...process.env, CHROME_PATH: chromium } });
    // Sometimes Lighthouse misses the start of the page load, which is worth a retry.
    if (stderr.includes('NO_NAVSTART') && (missed += 1) < 4) continue;
    if (status !== 0) throw new Error(`Lighthouse failed: ${stderr}`);
    results.push(JSON.parse(readFileSync(file, 'utf8')));
  }
} finally {
  await server.stop();
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
}

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
const score = (result, name) => Math.round(result.categories[name].score * 100);
for (const name of categories) {
  const scores = results.map((result) => score(result, name));
  console.log(`${name.padEnd(16)}${String(median(scores)).padStart(4)}   (${scores.join(', ')})`);
  if (median(scores) < wanted) process.exitCode = 1;
}
for (const name of ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'])
  console.log(`${name.padEnd(26)}${results.map(({ audits }) => audits[name].displayValue).join(', ')}`);

// Lighthouse's measure of the machine's speed: at half of it, all blocking times double.
console.log(`benchmark index           ${results.map(({ environment }) => Math.round(environment.benchmarkIndex)).join(', ')}`);

// The audits that cost points.
const last = results.at(-1);
for (const name of categories) {
  for (const { id, weight } of last.categories[name].auditRefs) {
    const audit = last.audits[id];
    if (weight > 0 && audit.score !== null && audit.score < 0.9) console.log(`${name}: ${audit.title} ${audit.displayValue ?? ''}`);
  }
}
