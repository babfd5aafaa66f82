import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { problems, readFunctions, readPaths } from '../../tools/loaded-later.mjs';

const path = 'deskbell::ui::settings';
const later = [{ size: 2000, name: '_ZN8deskbell2ui8settings6Dialog17h0123456789abcdefE' }];

test('the list is a path per line, with comments', () => {
  assert.deepEqual(readPaths('# Dialogs\n\ndeskbell::ui::help\n  deskbell::ui::settings\n'), ['deskbell::ui::help', path]);
  const paths = readPaths(readFileSync('tools/loaded-later.txt', 'utf8'));
  assert.ok(paths.length > 20 && paths.every((it) => /^deskbell(::\w+)+$/.test(it)));
  assert.equal(new Set(paths).size, paths.length);
});

test('a list of functions starts with its release, and names may contain spaces', () => {
  assert.deepEqual(readFunctions('deskbell-9f\n12 <a::B as c::D>::e\n3 f::g\n'), {
    release: 'deskbell-9f', functions: [{ size: 12, name: '<a::B as c::D>::e' }, { size: 3, name: 'f::g' }],
  });
});

test('code in the first load is named with its size', () => {
  const first = [{ size: 600, name: `${path}::rows::{{closure}}::h01` }, { size: 20, name: `<${path}::Row as core::fmt::Debug>::fmt` }];
  const [sentence, ...others] = problems([path], first, later);
  assert.deepEqual(others, []);
  assert.match(sentence, /^deskbell::ui::settings must be loaded later, but 620 bytes .*\n {2}600 deskbell::ui::settings::rows.*\n {2}20 </);
});

test('merged functions, dropped values and modules with a similar name do not count', () => {
  const first = [
    { size: 70, name: `${path}::rows::{{closure}}::h01` },
    { size: 900, name: `core::ptr::drop_in_place<${path}::Row>` },
    { size: 900, name: `${path}_link::draw` },
    { size: 900, name: 'deskbell::ui::draw' },
  ];
  assert.deepEqual(problems([path], first, later), []);
});

test('a path without code is named, because it was probably renamed', () => {
  const [sentence] = problems(['deskbell::ui::gone'], [], later);
  assert.match(sentence, /^deskbell::ui::gone in tools\/loaded-later\.txt has no code/);
  // The name of what is called, not of code that is there.
  assert.equal(problems([path], [], [{ size: 9, name: `${later[0].name} indirect_call_shim` }]).length, 1);
});

test('methods of a trait are found in their mangled names', () => {
  const name = '_ZN60_$LT$deskbell..ui..settings..Row$u20$as$u20$core..fmt..Debug$GT$3fmt17h0123456789abcdefE';
  assert.deepEqual(problems([path], [], [{ size: 9, name }]), []);
});
