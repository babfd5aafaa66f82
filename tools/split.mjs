// Splits the app of a release: what the first screen can do without becomes files of its own (src/ui/later.rs says what).
// Trunk knows nothing of this. So what cargo built goes through trunk's later steps once more, split before them, and
// takes the place of trunk's own result.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const built = 'target/wasm32-unknown-unknown/release/deskbell.wasm';
const work = 'target/split';
const staging = process.env.TRUNK_STAGING_DIR;

const at = (file) => join(work, file);
const read = (path) => readFileSync(path, 'utf8');
// What a tool prints is of interest only when it fails, and is in the error then.
const run = (command, ...args) => execFileSync(command, args, { stdio: 'pipe' });
const replace = (text, from, to) => {
  if (!text.includes(from)) throw new Error(`There is no ${from}: tools/split.mjs does not fit the tools that it runs.`);
  return text.replaceAll(from, to);
};

rmSync(work, { recursive: true, force: true });
run('wasm-split-cli', built, work, '--target', 'web', '--out-name', 'deskbell');
const chunks = readdirSync(work).filter((file) => file !== 'deskbell.wasm' && file.endsWith('.wasm'));

// Chunks use the memory and the table of functions by the names that the linker gave them.
run('wasm-bindgen', at('deskbell.wasm'), '--out-dir', work, '--target', 'web', '--no-typescript',
  '--keep-lld-exports', '--omit-default-module-path');

// What joins the script and the app has long names with a hash each, which no compression makes smaller. Numbers of the
// same length tell them apart as well, and take 6 KB off the first load.
const named = /(?:__wbg_\w+?_|(?<=_h?))[0-9a-f]{16}(?![0-9a-f])/g;
const numbers = new Map([...new Set(read(at('deskbell.js')).match(named))].map((name, place) => [name, String(place).padStart(name.length, '_')]));
// Of a library's place only its name is of use in an error report; where it lay on the machine that built it is not.
const library = /\/[!-~]*?\/(?:registry\/src\/[^/]+|library|deps)\/([\w.-]+)\/[\w/.-]+?\.rs/g;
for (const file of ['deskbell.js', 'deskbell_bg.wasm', ...chunks]) {
  const bytes = readFileSync(at(file), 'latin1')
    .replace(named, (name) => numbers.get(name) ?? name)
    .replace(library, (place, name) => name.padEnd(place.length));
  writeFileSync(at(file), bytes, 'latin1');
}

// No pass may need to see the whole program, as --gufa does: chunks call what looks unused here. The linker puts the
// stack at the beginning of the memory, so that nothing is ever read in its first kilobyte.
for (const file of ['deskbell_bg.wasm', ...chunks])
  run('wasm-opt', at(file), '-o', at(file), '--low-memory-unused', '--flatten', '--rereloop', '-Oz', '-Oz',
    '--strip-debug', '--strip-producers', '--strip-target-features');

// One hash for all, because the files of one build fit no other.
const hash = createHash('sha256');
for (const file of ['deskbell.js', '__wasm_split.js', 'deskbell_bg.wasm', ...chunks]) hash.update(readFileSync(at(file)));
const version = hash.digest('hex').slice(0, 16);
const final = (chunk) => chunk.replace(/^(?:split_)?(.+)\.wasm$/, `$1-${version}.wasm`);

// Streaming would need a host that sends the right type, which the app itself gets along without.
let loader = replace(read(at('__wasm_split.js')), 'WebAssembly.instantiateStreaming(src, imports)',
  'WebAssembly.instantiate(await (await src).arrayBuffer(), imports)');
for (const chunk of chunks) loader = replace(loader, `./${chunk}`, `./${final(chunk)}`);
writeFileSync(at('__wasm_split.js'), loader);
run('esbuild', at('deskbell.js'), '--bundle', '--minify', '--format=esm', '--log-level=warning',
  `--outfile=${at('bundle.js')}`);

const [, old] = /data-js="?\.\/(deskbell-[0-9a-f]+)\.js/.exec(read(join(staging, 'index.html')));
for (const file of [`${old}.js`, `${old}_bg.wasm`]) rmSync(join(staging, file));
copyFileSync(at('bundle.js'), join(staging, `deskbell-${version}.js`));
copyFileSync(at('deskbell_bg.wasm'), join(staging, `deskbell-${version}_bg.wasm`));
for (const chunk of chunks) copyFileSync(at(chunk), join(staging, final(chunk)));
const page = join(staging, 'index.html');
const digest = createHash('sha384').update(readFileSync(at('bundle.js'))).digest('base64');
writeFileSync(page, replace(replace(read(page), old, `deskbell-${version}`),
  'rel=modulepreload', `integrity=sha384-${digest} rel=modulepreload`));
