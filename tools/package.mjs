// Packs a release into target/package/: dist/ as a zip with the licences and checksums of its files, the checksum of the
// zip, and the list of its dependencies.
// Usage: node tools/package.mjs [--dist FOLDER]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: { dist } } = parseArgs({ options: { dist: { type: 'string', default: 'dist' } } });
const [, version] = /^version = "(.+)"$/m.exec(readFileSync('Cargo.toml', 'utf8'));
const name = `deskbell-${version}`;
const out = 'target/package';
const folder = join(out, name);
const sum = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
cpSync(dist, folder, { recursive: true });
cpSync('LICENSE', join(folder, 'LICENSE'));
const sbom = join(out, `${name}.sbom.json`);
execFileSync('node', ['tools/licences.mjs', '--texts', join(folder, 'licences.txt'), '--sbom', sbom], { stdio: 'pipe' });

const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name)).sort();
const relative = (file) => file.slice(folder.length + 1);
writeFileSync(join(folder, 'SHA256SUMS'), files.map((file) => `${sum(file)}  ${relative(file)}\n`).join(''));

// Sorted files with the time of the commit make the zip reproducible.
const seconds = Number(execFileSync('git', ['log', '-1', '--format=%ct']));
const all = [...files, join(folder, 'SHA256SUMS')];
for (const file of all) utimesSync(file, seconds, seconds);
const env = { ...process.env, TZ: 'UTC' };
execFileSync('zip', ['-X', '-q', '-9', `${name}.zip`, '-@'], { cwd: out, env, input: all.map((file) => file.slice(out.length + 1)).join('\n') });
writeFileSync(join(out, `${name}.zip.sha256`), `${sum(join(out, `${name}.zip`))}  ${name}.zip\n`);
console.log(readdirSync(out).filter((file) => file !== name).map((file) => join(out, file)).join('\n'));
