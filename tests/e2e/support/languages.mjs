// The catalogue of phrases in English and in the pseudo-language en-XA, and pages that speak it.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../../', import.meta.url));
const program = `${top}${process.env.CARGO_TARGET_DIR ?? 'target'}/debug/examples/catalogue`;
const print = (...options) => execFileSync(program, options, { encoding: 'utf8' });

const english = JSON.parse(print());
const pseudo = print('--pseudo');
const pairs = Object.entries(JSON.parse(pseudo)).map(([key, text]) => [english[key], text]);
const exact = new Map(pairs);
// Templates with plain arguments only: the arguments of a text are found by the English template.
const templates = pairs.filter(([text]) => /\{\w+\}/.test(text) && !/\{\w+,/.test(text)).map(([text, translation]) => {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const pattern = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '(.+)');
  return [new RegExp(`^${pattern}$`), (found) => names.reduce((all, name, at) => all.replace(`{${name}}`, found[at + 1]), translation)];
});

/** Returns what the page says in en-XA for an English text; names and other texts that are no phrases stay as they are. */
export function translate(text) {
  if (exact.has(text)) return exact.get(text);
  for (const [pattern, fill] of templates) {
    const found = pattern.exec(text);
    if (found) return fill(found);
  }
  return text;
}

/** Serves the file of en-XA, which no build has. */
export const servePseudo = (page) => page.route('**/lang/en-XA.json', (route) => route.fulfill({ contentType: 'application/json', body: pseudo }));

/** Lets a page find its elements by their English names although it speaks en-XA. */
export function findByEnglish(page) {
  for (const name of ['getByLabel', 'getByText', 'getByTitle', 'getByPlaceholder']) {
    const original = page[name].bind(page);
    page[name] = (text, options) => original(typeof text === 'string' ? translate(text) : text, options);
  }
  const byRole = page.getByRole.bind(page);
  page.getByRole = (role, { name, ...options } = {}) => byRole(role, { ...options, name: typeof name === 'string' ? translate(name) : name });
}
