import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permits, problems } from '../../tools/licences.mjs';

test('an expression is permitted if all licences of one alternative are allowed', () => {
  const allowed = new Set(['MIT', 'Unicode-3.0']);
  for (const [expression, isPermitted] of [
    ['MIT', true], ['MIT OR GPL-3.0', true], ['GPL-2.0/MIT', true], ['(MIT OR Apache-2.0) AND Unicode-3.0', true],
    ['GPL-3.0', false], ['MIT AND GPL-3.0', false], ['(GPL-2.0 OR AGPL-3.0) AND MIT', false], ['', false], [null, false],
  ]) assert.equal(permits(allowed, expression), isPermitted, expression);
});

test('forbidden licences, crates without a checksum and tools under a GPL are reported', () => {
  const crate = { name: 'one', version: '1.0.0', license: 'MIT', isShipped: true };
  const lock = 'name = "one"\nversion = "1.0.0"\nsource = "registry"\nchecksum = "ab"\n';
  assert.deepEqual(problems([crate], lock, { '': {}, 'node_modules/a': { license: 'ISC', version: '1' } }), []);
  assert.deepEqual(problems([{ ...crate, license: 'CC0-1.0', isShipped: false }], lock, {}), []);
  const wrong = problems([{ ...crate, license: 'CC0-1.0' }, { ...crate, name: 'two' }], lock, { 'node_modules/a': { license: 'LGPL-3.0', version: '1' }, 'node_modules/b': {} });
  assert.deepEqual(wrong.map((sentence) => sentence.split(' ')[0]), ['one', 'two', 'node_modules/a', 'node_modules/b']);
});
