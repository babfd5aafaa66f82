// The accessibility rules that a program can check.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from '@playwright/test';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Expects no violation of axe's rules in the page, or in the part of it that `selector` names. */
export async function expectAccessible(page, selector = 'html') {
  // The browser's own door is not subject to the page's policy; a script element would be.
  await page.evaluate(source);
  const found = await page.evaluate(([root, only]) =>
    // Messages are shown in frames that must not run scripts, so axe cannot look into them.
    window.axe.run(root, { iframes: false, resultTypes: ['violations'], runOnly: only }), [selector, tags]);
  const violations = found.violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(', ')})`);
  expect(violations, 'axe finds nothing').toEqual([]);
}
