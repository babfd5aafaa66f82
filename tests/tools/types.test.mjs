// The types that portal developers get.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import * as embed from '../../public/deskbell-embed.js';

test('correct uses of the types compile in strict mode, and incorrect ones do not', () => {
  const { status, stdout } = spawnSync('node_modules/.bin/tsc', [
    '--noEmit', '--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--target', 'es2022', '--module', 'nodenext',
    'tests/tools/portal.ts',
  ], { encoding: 'utf8' });
  assert.equal(stdout, '');
  assert.equal(status, 0);
});

test('the module exports what the types declare', () => {
  assert.deepEqual(Object.keys(embed).sort(), ['DeskbellError', 'mount']);
  assert.equal(new embed.DeskbellError({ code: 'bad-config', message: 'why' }).code, 'bad-config');
});
