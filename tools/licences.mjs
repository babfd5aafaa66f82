// Checks the licences of all dependencies, and writes their texts and a list of the parts of the app.
// Usage: node tools/licences.mjs [--texts FILE] [--sbom FILE]
// Every licence must permit everything that the MIT licence does, or be MPL-2.0; every crate must have a checksum in
// Cargo.lock; and no tool may be under any GPL.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// Leptos depends on a small crate under BSL-1.0, which has no conditions for compiled code.
const shipped = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MPL-2.0', 'Zlib', 'Unicode-3.0', 'BSL-1.0']);
// For code that only runs during the build and is not distributed.
const built = new Set([...shipped, 'CC0-1.0']);

/** Whether a licence expression (SPDX, or with the slash of older crates) can be satisfied with the allowed licences. */
export function permits(allowed, expression) {
  if (!expression) return false;
  const either = expression.replace(/\//g, ' OR ').replace(/\(([^()]*)\)/g, (_, inner) => (permits(allowed, inner) ? 'MIT' : 'none'));
  return either.split(' OR ').some((all) => all.split(' AND ').every((one) => allowed.has(one.trim())));
}

/** Returns the packages in `cargo metadata`, each with `isShipped`: whether its code is in the app. */
export function crates() {
  const target = ['--filter-platform', 'wasm32-unknown-unknown'];
  const { packages, resolve } = JSON.parse(execFileSync('cargo', ['metadata', '--format-version', '1', '--locked', ...target], { maxBuffer: 1e9 }));
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const isMacro = new Set(packages.filter((it) => it.targets.some(({ kind }) => kind.includes('proc-macro'))).map(({ id }) => id));
  const inApp = new Set();
  const visit = (id) => {
    if (inApp.has(id) || isMacro.has(id)) return;
    inApp.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) if (kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  visit(resolve.root);
  return packages.filter(({ id }) => id !== resolve.root).map((it) => ({ ...it, isShipped: inApp.has(it.id) }));
}

/** Returns a sentence for each problem. */
export function problems(all, lock, tools) {
  const sums = new Set(Array.from(lock.matchAll(/name = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = /g), ([, name, version]) => `${name} ${version}`));
  const ofCrate = ({ name, version, license, isShipped }) => [
    !permits(isShipped ? shipped : built, license) && `${name} ${version} is under ${license ?? 'no licence that it names'}.`,
    !sums.has(`${name} ${version}`) && `${name} ${version} has no checksum in Cargo.lock.`,
  ];
  const ofTool = ([path, { license, version }]) =>
    path && (!license || /GPL/.test(license)) && `${path} ${version} is under ${license ?? 'no licence that it names'}.`;
  return [...all.flatMap(ofCrate), ...Object.entries(tools).map(ofTool)].filter(Boolean);
}

const dompurify = { name: 'dompurify', folder: 'node_modules/dompurify', of: 'npm' };

/** Returns the parts of the app by name: `{ name, version, licence, folder, of }`. */
function parts(all, tools) {
  const ofCrates = all.filter(({ isShipped }) => isShipped).map(({ name, version, license, manifest_path: path }) =>
    ({ name, version, licence: license.replace(/\//g, ' OR '), folder: dirname(path), of: 'cargo' }));
  const { version, license } = tools[dompurify.folder];
  return [...ofCrates, { ...dompurify, version, licence: license }].sort((one, other) => one.name.localeCompare(other.name));
}

/** Returns the licence texts, each once, with the parts it applies to. */
function texts(all) {
  const owners = new Map();
  for (const { name, version, licence, folder } of all) {
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|copyright|notice|unlicense)/i.test(file)).sort();
    const found = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    for (const text of found.length ? found : [`(It comes with no text; its licence is ${licence}.)`]) {
      owners.set(text, [...(owners.get(text) ?? []), `${name} ${version} (${licence})`]);
    }
  }
  const line = '-'.repeat(80);
  return Array.from(owners, ([text, names]) => [line, ...names, line, '', text, ''].join('\n')).join('\n');
}

/** Returns the list of parts in the format CycloneDX 1.5. */
function sbom(all, { name, version }) {
  const ref = ({ of, name: part, version: its }) => `pkg:${of}/${part}@${its}`;
  const components = all.map((part) => ({
    type: 'library', 'bom-ref': ref(part), name: part.name, version: part.version, purl: ref(part), licenses: [{ expression: part.licence }],
  }));
  const metadata = { component: { type: 'application', name, version, licenses: [{ expression: 'MIT' }] } };
  const sum = createHash('sha256').update(JSON.stringify(components)).digest('hex');
  const [, a, b, c, d] = /(.{8})(.{4}).(.{3}).(.{3})/.exec(sum);
  const serialNumber = `urn:uuid:${a}-${b}-4${c}-8${d}-${sum.slice(20, 32)}`;
  return { bomFormat: 'CycloneDX', specVersion: '1.5', serialNumber, version: 1, metadata, components };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { texts: { type: 'string' }, sbom: { type: 'string' } } });
  const all = crates();
  const tools = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  const [, version] = /^version = "(.+)"$/m.exec(readFileSync('Cargo.toml', 'utf8'));
  const wrong = problems(all, readFileSync('Cargo.lock', 'utf8'), tools);
  const own = parts(all, tools);
  if (values.texts) writeFileSync(values.texts, texts(own));
  if (values.sbom) writeFileSync(values.sbom, JSON.stringify(sbom(own, { name: 'deskbell', version }), null, 1));
  console.log([...wrong, `${own.length} parts in the app, ${all.length - own.length + 1} crates and ${Object.keys(tools).length - 1} packages that build and test it.`].join('\n'));
  process.exitCode = wrong.length ? 1 : 0;
}
