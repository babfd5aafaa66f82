// Splits the app of a release into the first load and the chunks that are loaded later; src/app/parts.rs marks the border.
// Trunk cannot split. So this splits cargo's output, repeats trunk's later steps on the parts, and replaces trunk's result.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { functions, renamed } from './wasm.mjs';

const built = 'target/wasm32-unknown-unknown/release/deskbell.wasm';
const work = 'target/split';

/** The versions whose output this file is written for. A test compares them with the versions that are installed. */
export const versions = { trunk: '0.21.14', 'wasm-split-cli': '0.2.4', 'wasm-bindgen': '0.2.130', 'wasm-opt': '132', esbuild: '0.28.2' };

/** The output of a tool is not what this file is written for. */
export class UnexpectedOutput extends Error {}

/** Throws unless the output of a tool is as expected. `difference` completes the sentence. */
function expect(isAsExpected, tool, difference) {
  if (!isAsExpected) throw new UnexpectedOutput(`tools/split.mjs is written for ${tool} ${versions[tool]}, but ${difference}.`);
}

/** Replaces `from`, which must occur `count` times in the file that the tool wrote. */
function replace(text, from, to, { tool, file, count = 1 }) {
  const found = text.split(from).length - 1;
  expect(found === count, tool, `${file} contains ${JSON.stringify(from)} ${found} times instead of ${count}`);
  return text.replaceAll(from, () => to);
}

const importsOf = (bytes) => WebAssembly.Module.imports(new WebAssembly.Module(bytes));
const exportsOf = (bytes) => WebAssembly.Module.exports(new WebAssembly.Module(bytes));

/** Names the file of a chunk in the release: `split_later.wasm` becomes `later-VERSION.wasm`. */
export const finalName = (chunk, version) => chunk.replace(/^(?:split_)?(.+)\.wasm$/, `$1-${version}.wasm`);

/** Returns the script that loads the chunks with their final names. */
export function finishedLoader(text, chunks, version) {
  const at = { tool: 'wasm-split-cli', file: '__wasm_split.js' };
  // Streaming fails on hosts that send WebAssembly with another content type.
  const loader = replace(text, 'WebAssembly.instantiateStreaming(src, imports)',
    'WebAssembly.instantiate(await (await src).arrayBuffer(), imports)', { ...at, count: chunks.length });
  return chunks.reduce((script, chunk) => replace(script, `"./${chunk}"`, JSON.stringify(`./${finalName(chunk, version)}`), at), loader);
}

/** Names the split app in trunk's page. Returns `{ page, old }`, where `old` is trunk's name for the app. */
export function finishedPage(html, name, digest) {
  const at = { tool: 'trunk', file: 'index.html' };
  const [, old] = /data-js="?\.\/(deskbell-[0-9a-f]{1,16})\.js/.exec(html) ?? [];
  expect(old, at.tool, 'index.html does not name the app in data-js');
  // One pair of addresses is for public/boot.js, the other for the preloads.
  const page = replace(html, old, name, { ...at, count: 4 });
  return { page: replace(page, 'rel=modulepreload', `integrity=sha384-${digest} rel=modulepreload`, at), old };
}

/**
 * Lists the imports and exports of the app that only its script uses. Exports without an underscore are left out: they could
 * be names of the browser's own, which esbuild would shorten as well.
 */
export function internalNames(app, chunks) {
  const imports = importsOf(app);
  const modules = [...new Set(imports.map(({ module }) => module))].sort();
  expect(modules.join(' ') === './__wasm_split.js ./deskbell_bg.js', 'wasm-bindgen', `the app imports from ${modules.join(' and ')}`);
  const exports = exportsOf(app);
  const shared = new Set();
  for (const { module, name } of chunks.flatMap(importsOf)) {
    expect(module === '__wasm_split' && exports.some((it) => it.name === name), 'wasm-split-cli', `a chunk imports ${name} from ${module}, which the app does not export`);
    shared.add(name);
  }
  const isInternal = ({ kind, name }) => kind === 'function' && name.includes('_') && !shared.has(name);
  return {
    imports: imports.filter(({ module }) => module === './deskbell_bg.js').map(({ name }) => name),
    exports: exports.filter(isInternal).map(({ name }) => name),
  };
}

/**
 * Bundles the script and gives the internal names short ones: `{ script, shortNames }`. The hashes in the long names do not
 * compress; they would add 6 KB to the first load.
 */
export async function bundled(entry, { imports, exports }) {
  const all = [...new Set([...imports, ...exports])];
  const odd = all.find((name) => !/^\w+$/.test(name));
  expect(!odd, 'wasm-bindgen', `a name of the app is ${odd}`);
  const { outputFiles: [{ text: script }], mangleCache: shortNames } = await build({
    entryPoints: [entry], bundle: true, minify: true, format: 'esm', write: false, logLevel: 'warning', mangleProps: new RegExp(`^(?:${all.join('|')})$`), mangleCache: {},
  });
  const missing = imports.find((name) => !shortNames[name]);
  expect(!missing, 'wasm-bindgen', `deskbell.js has no property ${missing}, which the app imports`);
  const left = all.find((name) => shortNames[name] && new RegExp(`\\b${name}\\b`).test(script));
  expect(!left, 'esbuild', `the bundle still contains ${left}`);
  return { script, shortNames };
}

/** Returns the app with the short names that its script uses. */
export function shortened(app, { imports, exports }, shortNames) {
  const [isImport, isExport] = [new Set(imports), new Set(exports)];
  const bytes = renamed(app, (name, module) =>
    ((module === undefined ? isExport.has(name) : module === './deskbell_bg.js' && isImport.has(name)) && shortNames[name]) || name);
  const names = exportsOf(bytes).map(({ name }) => name);
  expect(new Set(names).size === names.length, 'esbuild', 'two exports got the same short name');
  return bytes;
}

/** Runs a tool. Its output is part of the error if it fails. */
function run(command, ...args) {
  try {
    execFileSync(command, args, { stdio: 'pipe' });
  } catch (error) {
    if (error.code === 'ENOENT') expect(false, command, 'it is not installed: make dist installs it');
    throw error;
  }
}

/** Lists functions, the largest first, below the name of the release. */
function listed(all, release) {
  const lines = all.toSorted((one, other) => other.size - one.size).map(({ name, size }) => `${size} ${name}\n`);
  return `${release}\n${lines.join('')}`;
}

/** Replaces the app in trunk's staging folder with the split app. */
export async function split(staging) {
  const at = (file) => join(work, file);
  const bytesOf = (file) => readFileSync(at(file));
  const expectFiles = (tool, files) => files.forEach((file) => expect(existsSync(at(file)), tool, `${at(file)} is missing`));

  expect(existsSync(built), 'trunk', `${built} is missing`);
  rmSync(work, { recursive: true, force: true });
  run('wasm-split-cli', built, work, '--target', 'web', '--out-name', 'deskbell');
  expectFiles('wasm-split-cli', ['deskbell.wasm', '__wasm_split.js']);
  const chunks = readdirSync(work).filter((file) => file !== 'deskbell.wasm' && file.endsWith('.wasm'));
  expect(chunks.includes('split_later.wasm'), 'wasm-split-cli', `the chunks are ${chunks.join(' and ') || 'missing'}`);

  // Chunks import the memory and the function table under the names that the linker gave them.
  run('wasm-bindgen', at('deskbell.wasm'), '--out-dir', work, '--target', 'web', '--no-typescript',
    '--keep-lld-exports', '--omit-default-module-path');
  expectFiles('wasm-bindgen', ['deskbell.js', 'deskbell_bg.wasm']);
  // The loader of the chunks calls initSync to get the exports of the running app.
  const script = bytesOf('deskbell.js').toString();
  expect(/function initSync\(\w+\) \{\s*if \(wasm !== undefined\) return wasm;/.test(script), 'wasm-bindgen', 'initSync in deskbell.js does not return the exports of the running app');
  // wasm-opt drops the names of the functions.
  const first = functions(bytesOf('deskbell_bg.wasm'));
  const later = chunks.flatMap((chunk) => functions(bytesOf(chunk)));
  expect(first.some(({ name }) => name.startsWith('deskbell::')), 'wasm-bindgen', 'no function of the app has a name such as deskbell::…');

  // Passes that need the whole program, such as --gufa, would break it: chunks call functions that look unused here.
  // --low-memory-unused is safe, because the linker puts the stack at the start of the memory.
  for (const file of ['deskbell_bg.wasm', ...chunks]) {
    run('wasm-opt', at(file), '-o', at(file), '--low-memory-unused', '--flatten', '--rereloop', '-Oz', '-Oz',
      '--strip-debug', '--strip-producers', '--strip-target-features');
  }

  // The files of a build share one hash, because they fit no other build. The script contains the names of the chunks, so
  // it is hashed with a placeholder in them.
  const placeholder = 'VERSION-OF-THE-APP';
  const app = bytesOf('deskbell_bg.wasm');
  const names = internalNames(app, chunks.map(bytesOf));
  writeFileSync(at('__wasm_split.js'), finishedLoader(bytesOf('__wasm_split.js').toString(), chunks, placeholder));
  const { script: bundle, shortNames } = await bundled(at('deskbell.js'), names);
  const files = { 'bundle.js': bundle, 'deskbell_bg.wasm': shortened(app, names, shortNames) };
  const hash = createHash('sha256');
  for (const content of [...Object.values(files), ...chunks.map(bytesOf)]) hash.update(content);
  const version = hash.digest('hex').slice(0, 16);
  files['bundle.js'] = replace(bundle, placeholder, version, { tool: 'esbuild', file: 'bundle.js', count: chunks.length });
  for (const [file, content] of Object.entries(files)) writeFileSync(at(file), content);

  const name = `deskbell-${version}`;
  const digest = createHash('sha384').update(files['bundle.js']).digest('base64');
  const { page, old } = finishedPage(readFileSync(join(staging, 'index.html'), 'utf8'), name, digest);
  for (const file of [`${old}.js`, `${old}_bg.wasm`]) {
    expect(existsSync(join(staging, file)), 'trunk', `${file} is missing beside index.html`);
    rmSync(join(staging, file));
  }
  writeFileSync(join(staging, 'index.html'), page);
  copyFileSync(at('bundle.js'), join(staging, `${name}.js`));
  copyFileSync(at('deskbell_bg.wasm'), join(staging, `${name}_bg.wasm`));
  for (const chunk of chunks) copyFileSync(at(chunk), join(staging, finalName(chunk, version)));
  // For tools/size.mjs.
  writeFileSync(at('first-load-functions.txt'), listed(first, name));
  writeFileSync(at('later-functions.txt'), listed(later, name));
}
