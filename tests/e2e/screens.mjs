// Takes screenshots in every size and theme, and checks each with axe.
// Usage: node tests/e2e/screens.mjs [--docs] [STATE...]. DIST is the folder of the built app, by default dist/.
// With --docs it takes only the screenshots of the documentation, into docs/screenshots/: the states with `docs`.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as browserType } from '@playwright/test';
import { serve } from '../../tools/serve.mjs';
import { expectAccessible } from './support/axe.mjs';
import { chromium, dist } from './support/services.mjs';
import { demo, states } from './support/states.mjs';

const isForDocs = process.argv.includes('--docs');
const folder = fileURLToPath(new URL(isForDocs ? '../../docs/screenshots/' : 'results/screens/', import.meta.url));
const sizes = [[1440, 900], [1024, 700], [390, 844]];
// The last one is the forced colours of the system.
const themes = ['light', 'dark', 'forced'];

const wanted = process.argv.slice(2).filter((argument) => argument !== '--docs');
const unknown = wanted.filter((name) => !(name in states));
if (unknown.length) throw new Error(`no such state: ${unknown}; there are ${Object.keys(states)}`);

mkdirSync(folder, { recursive: true });
const browser = await browserType.launch({ executablePath: chromium });
for (const [name, { path = '?demo=240', config = demo, docs = [], before, after }] of Object.entries(states)) {
  const all = sizes.flatMap((size) => themes.map((theme) => [size, theme]));
  const screenshots = isForDocs ? docs : all;
  if (!screenshots.length || (wanted.length && !wanted.includes(name))) continue;
  const server = await serve({ root: process.env.DIST ?? dist, config });
  for (const [[width, height], theme] of screenshots) {
    const forced = theme === 'forced';
    const context = await browser.newContext({
      viewport: { width, height }, colorScheme: forced ? 'dark' : theme, forcedColors: forced ? 'active' : 'none', reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    const file = `${name}-${width}-${theme}.png`;
    const problems = [];
    await before?.(page);
    await page.goto(server.url + path);
    await Promise.resolve(after?.(page)).catch((error) => problems.push(error.message.split('\n')[0]));
    await page.screenshot({ path: folder + file });
    const overflow = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
    if (overflow.some((pixels) => pixels > 0)) problems.push(`the page itself scrolls by ${overflow}`);
    await expectAccessible(page).catch((error) => problems.push(...Array.from(error.message.matchAll(/^\+ +"(.+)",$/gm), ([, text]) => text)));
    console.log([file, ...problems].join('\n  '));
    await context.close();
  }
  await server.close();
}
await browser.close();
