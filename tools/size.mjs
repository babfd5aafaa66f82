// Weighs what the first load transfers, and fails above the limit; what is loaded later is weighed apart. Fails, too, when
// code from tools/loaded-later.txt is in the first load.
// Usage: node tools/size.mjs [FOLDER]
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { problems, readFunctions, readPaths } from './loaded-later.mjs';

// The catalogue of phrases and the table of fields took 2,663 bytes over the former limit of 250 KiB.
const limit = 256 * 1024;
const folder = process.argv[2] ?? 'dist';
const read = (file) => readFileSync(join(folder, file), 'utf8');

// The page names all that is loaded at the start, except for what its scripts import by a fixed name.
const files = new Set(['index.html']);
for (const [, file] of read('index.html').matchAll(/(?:href|src|data-js|data-wasm)=["']?\.\/([^"'\s>]+)/g)) files.add(file);
for (const file of files) {
  if (!file.endsWith('.js')) continue;
  for (const [, path] of read(file).matchAll(/\b(?:from|import)\s*["'](\.[^"']+)["']/g))
    files.add(posix.join(posix.dirname(file), path));
}

const weigh = (file) => [file, ...['', '.gz', '.br'].map((suffix) => statSync(join(folder, file + suffix)).size)];
const sum = (name, rows) => [name, ...[1, 2, 3].map((column) => rows.reduce((total, row) => total + row[column], 0))];
const sizes = [...files].map(weigh);
const total = sum('total', sizes);
const demo = sum('loaded only by the demo', ['demo.js', 'demo_bg.wasm'].map(weigh));
const chunks = readdirSync(folder).filter((file) => /-[0-9a-f]{8,16}\.wasm$/.test(file));
const later = sum('loaded later', chunks.map(weigh));
const mails = sum('loaded by the first HTML mail', ['mail.js', 'mail.html', 'mail-remote.html'].map(weigh));
const fallback = sum('loaded where the browser has no sanitiser', ['purify.js'].map(weigh));
const framed = sum('loaded only in a frame', ['framed.js'].map(weigh));
const embed = sum('loaded by pages around the app', ['deskbell-embed.js'].map(weigh));
const rows = [['first load', 'raw', 'gzip', 'brotli'], ...sizes, total, later, mails, fallback, framed, demo, embed];

const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, ...numbers] of rows)
  console.log(name.padEnd(width) + numbers.map((number) => number.toLocaleString('en').padStart(12)).join(''));

const over = total[3] - limit;
console.log(over > 0
  ? `The first load is ${over.toLocaleString('en')} bytes over its limit of ${limit.toLocaleString('en')}.`
  : `The first load stays ${(-over).toLocaleString('en')} bytes under its limit of ${limit.toLocaleString('en')}.`);
// Portals carry this one, whatever they are.
const heavy = embed[3] > 3 * 1024;
if (heavy) console.log('deskbell-embed.js is over its limit of 3 KB.');

/** Returns what is wrong with the code in the first load, a sentence each. */
function misplaced() {
  const lists = ['first-load', 'later'].map((part) => `target/split/${part}-functions.txt`);
  const missing = lists.find((file) => !existsSync(file));
  if (missing) return [`${missing} is missing: build with make dist.`];
  const [first, later] = lists.map((file) => readFunctions(readFileSync(file, 'utf8')));
  if (!files.has(`${first.release}.js`)) return [`${lists[0]} is from another build than ${folder}: build with make dist.`];
  return problems(readPaths(readFileSync('tools/loaded-later.txt', 'utf8')), first.functions, later.functions);
}
const sentences = misplaced();
console.log(sentences.length ? sentences.join('\n') : 'All code in tools/loaded-later.txt is loaded later.');

process.exitCode = over > 0 || heavy || sentences.length ? 1 : 0;
