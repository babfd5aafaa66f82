// Replaces each {{key}} in index.html with its phrase.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const page = join(process.env.TRUNK_STAGING_DIR, 'index.html');
const phrases = JSON.parse(readFileSync('src/text/script.json', 'utf8'));
const filled = readFileSync(page, 'utf8').replace(/\{\{(\w+)\}\}/g, (_, key) => {
  if (!(key in phrases)) throw new Error(`index.html names the phrase ${key}, which src/text/script.json does not have.`);
  return phrases[key];
});
writeFileSync(page, filled);
