// The split, and that it fails with a sentence when the output of a tool changes.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import binaryen from 'binaryen';
import { bundled, finalName, finishedLoader, finishedPage, internalNames, shortened, UnexpectedOutput, versions } from '../../tools/split.mjs';

const [hashed, called, other] = ['__wbg_log_0123456789abcdef', 'invoke__h0123456789abcdef', '__wbg_now_fedcba9876543210'];
const refused = (tool, pattern) => (error) => error instanceof UnexpectedOutput && error.message.includes(`${tool} ${versions[tool]}`) && pattern.test(error.message);
const moduleOf = (text) => Buffer.from(binaryen.parseText(`(module ${text})`).emitBinary());

const app = moduleOf(`
  (import "./deskbell_bg.js" "${hashed}" (func $log))
  (import "./__wasm_split.js" "__wasm_split_load_later" (func $load))
  (memory $memory 1)
  (export "memory" (memory $memory))
  (export "main" (func $main))
  (export "${called}" (func $main))
  (export "shared_function" (func $main))
  (func $main (call $log) (call $load))`);
const chunk = moduleOf('(import "__wasm_split" "memory" (memory 1)) (import "__wasm_split" "shared_function" (func))');
const script = `export const imports = { "./deskbell_bg.js": { ${hashed}: () => {} } }; export const call = (wasm) => wasm.${called}(wasm.memory);`;

const folder = mkdtempSync(join(tmpdir(), 'deskbell-split-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a script to a file and returns its path. */
function file(text) {
  const path = join(folder, 'deskbell.js');
  writeFileSync(path, text);
  return path;
}

test('the expected versions are the installed ones', () => {
  const [need, cargo, lock] = ['tools/need.sh', 'Cargo.toml', 'package-lock.json'].map((path) => readFileSync(path, 'utf8'));
  const { packages } = JSON.parse(lock);
  const pinned = (name) => new RegExp(`need_${name}\\(\\) \\{\\n    version=(\\S+)`).exec(need)[1];
  assert.deepEqual(versions, {
    trunk: pinned('trunk'),
    'wasm-split-cli': pinned('split'),
    'wasm-bindgen': /^wasm-bindgen = "=(.+)"$/m.exec(cargo)[1],
    'wasm-opt': packages['node_modules/binaryen'].version.split('.')[0],
    esbuild: packages['node_modules/esbuild'].version,
  });
});

test('script and app get the same short names, except for what chunks or browsers name', async () => {
  const names = internalNames(app, [chunk]);
  assert.deepEqual(names, { imports: [hashed], exports: [called] });
  const { script: bundle, shortNames } = await bundled(file(script), names);
  assert.ok(!bundle.includes(hashed) && !bundle.includes(called) && bundle.includes('./deskbell_bg.js'));
  const module = new WebAssembly.Module(shortened(app, names, shortNames));
  assert.deepEqual(WebAssembly.Module.exports(module).map(({ name }) => name).sort(), ['main', 'memory', 'shared_function', shortNames[called]].sort());
  assert.deepEqual(WebAssembly.Module.imports(module).map(({ name }) => name).sort(), ['__wasm_split_load_later', shortNames[hashed]].sort());
});

test('a script without a property that the app imports is refused', async () => {
  const names = internalNames(app, [chunk]);
  for (const changed of [other, `"${hashed}"`])
    await assert.rejects(bundled(file(script.replace(hashed, changed)), names), refused('wasm-bindgen', /deskbell\.js has no property __wbg_log/));
});

test('an app or a chunk with unexpected imports is refused', () => {
  assert.throws(() => internalNames(moduleOf('(import "env" "f" (func))'), []), refused('wasm-bindgen', /imports from env/));
  assert.throws(() => internalNames(app, [moduleOf('(import "__wasm_split" "gone" (func))')]), refused('wasm-split-cli', /imports gone from __wasm_split/));
});

test('the loader fetches each chunk under its final name, and a changed loader is refused', () => {
  assert.equal(finalName('split_later.wasm', '12ab'), 'later-12ab.wasm');
  const loader = 'const src = fetch(new URL("./split_later.wasm", import.meta.url)); () => (WebAssembly.instantiateStreaming(src, imports));';
  assert.equal(finishedLoader(loader, ['split_later.wasm'], '12ab'),
    'const src = fetch(new URL("./later-12ab.wasm", import.meta.url)); () => (WebAssembly.instantiate(await (await src).arrayBuffer(), imports));');
  assert.throws(() => finishedLoader(loader.replace('src, imports', 'response, imports'), ['split_later.wasm'], '12ab'), refused('wasm-split-cli', /instantiateStreaming.* 0 times instead of 1/));
  assert.throws(() => finishedLoader(loader.replace('later', 'soon'), ['split_later.wasm'], '12ab'), refused('wasm-split-cli', /split_later\.wasm.* 0 times/));
});

test('the page loads the split app, and a changed page is refused', () => {
  const page = '<meta data-js=./deskbell-0a1.js data-wasm=./deskbell-0a1_bg.wasm name=boot><link href=./deskbell-0a1.js rel=modulepreload><link href=./deskbell-0a1_bg.wasm rel=preload>';
  assert.deepEqual(finishedPage(page, 'deskbell-9f', 'SUM'), {
    page: '<meta data-js=./deskbell-9f.js data-wasm=./deskbell-9f_bg.wasm name=boot><link href=./deskbell-9f.js integrity=sha384-SUM rel=modulepreload><link href=./deskbell-9f_bg.wasm rel=preload>',
    old: 'deskbell-0a1',
  });
  assert.throws(() => finishedPage(page.replace('data-js', 'data-script'), 'deskbell-9f', 'SUM'), refused('trunk', /does not name the app in data-js/));
  assert.throws(() => finishedPage(page.replace('rel=modulepreload', 'rel=preload'), 'deskbell-9f', 'SUM'), refused('trunk', /rel=modulepreload.* 0 times/));
  assert.throws(() => finishedPage(`${page}<link href=./deskbell-0a1.js>`, 'deskbell-9f', 'SUM'), refused('trunk', /5 times instead of 4/));
});
