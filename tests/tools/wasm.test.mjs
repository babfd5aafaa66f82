import assert from 'node:assert/strict';
import { test } from 'node:test';
import binaryen from 'binaryen';
import { functions, renamed } from '../../tools/wasm.mjs';

const long = `__wbg_${'long_'.repeat(40)}`;

/** A module with every kind of import and export that the tools write, and a name section. */
function sample() {
  const module = binaryen.parseText(`(module
    (import "script" "${long}" (func $log (param i32)))
    (import "script" "table" (table $table 1 10 funcref))
    (import "script" "memory" (memory $memory 1))
    (import "script" "base" (global $base (mut i32)))
    (import "chunk" "same" (func $same))
    (export "add" (func $app::add))
    (export "memory" (memory $memory))
    (export "table" (table $table))
    (export "base" (global $base))
    (func $app::add (param i32 i32) (result i32) (call $log (local.get 0)) (i32.add (local.get 0) (local.get 1)))
    (func $app::idle (call $same)))`);
  binaryen.setDebugInfo(true);
  return Buffer.from(module.emitBinary());
}

test('imports and exports are renamed, and the module still runs', () => {
  const module = new WebAssembly.Module(renamed(sample(), (name, from) => ({ [long]: 'a', same: `${from}Same`, add: 'x'.repeat(200) })[name] ?? name));
  assert.deepEqual(WebAssembly.Module.imports(module).map(({ module: from, name, kind }) => [from, name, kind]).sort(), [
    ['chunk', 'chunkSame', 'function'], ['script', 'a', 'function'], ['script', 'base', 'global'], ['script', 'memory', 'memory'], ['script', 'table', 'table'],
  ]);
  const logged = [];
  const { exports } = new WebAssembly.Instance(module, {
    chunk: { chunkSame: () => {} },
    script: {
      a: (value) => logged.push(value),
      base: new WebAssembly.Global({ value: 'i32', mutable: true }, 0),
      memory: new WebAssembly.Memory({ initial: 1 }),
      table: new WebAssembly.Table({ initial: 1, maximum: 10, element: 'anyfunc' }),
    },
  });
  assert.deepEqual(Object.keys(exports).sort(), ['base', 'memory', 'table', 'x'.repeat(200)]);
  assert.equal(exports['x'.repeat(200)](2, 3), 5);
  assert.deepEqual(logged, [2]);
});

test('a module without new names stays the same, byte by byte', () => {
  const bytes = sample();
  assert.deepEqual(renamed(bytes, (name) => name), bytes);
});

test('functions are listed with their size, except for imported ones', () => {
  const all = functions(sample());
  assert.deepEqual(all.map(({ name }) => name).sort(), ['app::add', 'app::idle']);
  const size = (wanted) => all.find(({ name }) => name === wanted).size;
  assert.ok(size('app::add') > size('app::idle') && size('app::idle') > 0);
});

test('other files and truncated modules are refused', () => {
  assert.throws(() => renamed(Buffer.from('plain text'), (name) => name), /not a WebAssembly module/);
  assert.throws(() => renamed(sample().subarray(0, 60), (name) => name), /cut off/);
});
