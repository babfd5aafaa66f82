import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const lists = ['app.css', 'later.css'];

test('each style sheet is imported once, for the first paint or for later', () => {
  const imported = lists.flatMap((list) => Array.from(readFileSync(`style/${list}`, 'utf8').matchAll(/^@import "(.+)";$/gm), ([, file]) => file));
  assert.deepEqual(imported.toSorted(), readdirSync('style').filter((file) => !lists.includes(file)).sort());
});
