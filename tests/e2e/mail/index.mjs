// The mails of the tests: `hostile` ones that must have no effect, and `benign` ones that must look right.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = (name, ending) => readdirSync(`${folder}${name}`).filter((file) => file.endsWith(ending)).sort();

/** Items: `{ file, name, html?, text?, subject?, from?, labels?, attachments?, summary? }`. */
export const hostile = (await Promise.all(files('hostile', '.mjs').map(async (file) => {
  const { default: mails } = await import(`./hostile/${file}`);
  return mails.map((mail) => ({ file, ...mail }));
}))).flat();

/** Items: `{ name, html }`. */
export const benign = files('benign', '.html')
  .map((file) => ({ name: file.replace('.html', ''), html: readFileSync(`${folder}benign/${file}`, 'utf8') }));
