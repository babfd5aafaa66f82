// Takes screenshots to look at, in every size and both themes. Usage: node tests/e2e/screens.mjs [STATE...]
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as browserType } from '@playwright/test';
import { serve } from '../../tools/serve.mjs';
import { chromium, dist } from './support/services.mjs';

const folder = fileURLToPath(new URL('results/screens/', import.meta.url));
const sizes = [[1440, 900], [1024, 700], [390, 844]];
const themes = ['light', 'dark'];

// Each state: the path to open, and what to do before (with the page not yet opened) and after that.
const states = {
  skeleton: { path: '', before: (page) => page.route('**/*.wasm', () => {}), after: (page) => page.waitForTimeout(500) },
  failure: { path: '', before: (page) => page.route('**/*.wasm', (route) => route.abort()), after: (page) => page.getByRole('alert').waitFor() },
  list: { path: '?demo=240', after: settled },
};

async function settled(page) {
  await page.locator('#app:not([data-booting])').waitFor();
  await page.waitForLoadState('networkidle');
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in states));
if (unknown.length) throw new Error(`no such state: ${unknown}; there are ${Object.keys(states)}`);

mkdirSync(folder, { recursive: true });
const host = await serve({ root: dist, config: { version: 1, demo: true } });
const browser = await browserType.launch({ executablePath: chromium });
for (const [width, height] of sizes) {
  for (const colorScheme of themes) {
    for (const [name, { path, before, after }] of Object.entries(states)) {
      if (wanted.length && !wanted.includes(name)) continue;
      const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      await before?.(page);
      await page.goto(host.url + path);
      await after?.(page);
      const file = `${name}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: folder + file });
      console.log(file);
      await page.close();
    }
  }
}
await browser.close();
await host.close();
