// Measures the build behind nginx with Lighthouse, as the mobile phone that it simulates by itself. Prints the scores of each
// run and their medians, and fails when one of those is below 95.
// Usage: node tools/lighthouse.mjs [RUNS]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHost } from '../tests/e2e/support/hosts.mjs';
import { chromium } from '../tests/e2e/support/services.mjs';

const wanted = 95;
const categories = ['performance', 'accessibility', 'best-practices'];
const runs = Number(process.argv[2] ?? 3);
const program = `${process.env.DESKBELL_TOOLS ?? `${process.env.HOME}/.cache/deskbell`}/lighthouse/node_modules/.bin/lighthouse`;

const folder = mkdtempSync(join(tmpdir(), 'deskbell-lighthouse-'));
const host = await startHost('nginx', { config: { version: 1, demo: true } });
const results = [];
try {
  for (let run = 0; run < runs; run += 1) {
    const file = join(folder, `${run}.json`);
    const { status, stderr } = spawnSync(program, [
      host.url, '--quiet', '--output=json', `--output-path=${file}`, `--only-categories=${categories}`,
      '--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage',
    ], { encoding: 'utf8', env: { ...process.env, CHROME_PATH: chromium } });
    if (status !== 0) throw new Error(`Lighthouse failed: ${stderr}`);
    results.push(JSON.parse(readFileSync(file, 'utf8')));
  }
} finally {
  await host.stop();
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

// What costs points, so that it can be mended.
const last = results.at(-1);
for (const name of categories) {
  for (const { id, weight } of last.categories[name].auditRefs) {
    const audit = last.audits[id];
    if (weight > 0 && audit.score !== null && audit.score < 0.9) console.log(`${name}: ${audit.title} ${audit.displayValue ?? ''}`);
  }
}
