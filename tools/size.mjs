// Weighs what the first load transfers, and fails above the limit. Usage: node tools/size.mjs [FOLDER]
import { readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

const limit = 200 * 1024;
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

const sizes = [...files].map((file) => [file, ...['', '.gz', '.br'].map((suffix) => statSync(join(folder, file + suffix)).size)]);
const total = ['total', ...[1, 2, 3].map((column) => sizes.reduce((sum, row) => sum + row[column], 0))];
const rows = [['first load', 'raw', 'gzip', 'brotli'], ...sizes, total];

const width = Math.max(...rows.map(([name]) => name.length));
for (const [name, ...numbers] of rows)
  console.log(name.padEnd(width) + numbers.map((number) => number.toLocaleString('en').padStart(12)).join(''));

const over = total[3] - limit;
console.log(over > 0
  ? `The first load is ${over.toLocaleString('en')} bytes over its limit of ${limit.toLocaleString('en')}.`
  : `The first load stays ${(-over).toLocaleString('en')} bytes under its limit of ${limit.toLocaleString('en')}.`);
process.exitCode = over > 0 ? 1 : 0;
