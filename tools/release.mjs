// Adds to trunk's output what trunk cannot make: the scripts that show mails, and in a release the split app, compressed.
// One hook, because trunk starts all hooks of a stage at once.
import { readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import './mail.mjs';
import './page.mjs';
import { split, UnexpectedOutput } from './split.mjs';

const staging = process.env.TRUNK_STAGING_DIR;

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (process.env.TRUNK_PROFILE === 'release') {
  try {
    await split(staging);
  } catch (error) {
    if (!(error instanceof UnexpectedOutput)) throw error;
    fail(error.message);
  }
  // Panic messages contain the paths of source files. `make dist` has rustc cut them, so that all machines build the same.
  const { CARGO_HOME = join(homedir(), '.cargo'), RUSTUP_HOME = join(homedir(), '.rustup') } = process.env;
  for (const entry of readdirSync(staging, { recursive: true, withFileTypes: true }).filter((it) => it.isFile())) {
    const file = join(entry.parentPath, entry.name);
    const content = readFileSync(file);
    const folder = [process.cwd(), CARGO_HOME, RUSTUP_HOME].find((path) => content.includes(`${path}/`));
    if (folder) fail(`${file} contains ${folder}, a path of this machine. Build releases with make dist.`);
  }
  await import('./compress.mjs');
}
