// Automated accessibility checks.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Expects that axe finds no violation in the page, or in the element of `selector`. */
export async function expectAccessible(page, selector = 'html') {
  // Unlike a script element, evaluate is not subject to the page's policy.
  await page.evaluate(source);
  const found = await page.evaluate(([root, only]) =>
    // Messages are in frames that must not run scripts, so axe cannot check them.
    window.axe.run(root, { iframes: false, resultTypes: ['violations'], runOnly: only }), [selector, tags]);
  const violations = found.violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(', ')})`);
  expect(violations, 'axe finds nothing').toEqual([]);
}
