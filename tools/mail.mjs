// Bundles the code that shows HTML mails: mail.js, and purify.js for browsers without a sanitiser of their own.
// Usage: node tools/mail.mjs FOLDER
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;
const common = { bundle: true, minify: true, format: 'esm', target: 'es2022', charset: 'utf8', logLevel: 'warning' };

// Imports of the package load the file that is built from it below.
const separate = {
  name: 'separate',
  setup: ({ onResolve }) => onResolve({ filter: /^dompurify$/ }, () => ({ path: './purify.js', external: true })),
};

await build({ ...common, entryPoints: ['public/mail/show.js'], outfile: join(folder, 'mail.js'), plugins: [separate] });
// The licence of DOMPurify requires its notice to stay.
await build({ ...common, entryPoints: ['dompurify'], outfile: join(folder, 'purify.js'), legalComments: 'inline' });

// The frame for mails with remote images differs from the other one only in this.
const frame = readFileSync('public/mail/mail.html', 'utf8');
const swap = (text, [from, to]) => {
  if (!text.includes(from)) throw new Error(`public/mail/mail.html does not hold ${from}`);
  return text.replace(from, to);
};
const remote = [['img-src data:;', 'img-src data: https: http:;'], ['images-blocked', 'images-allowed']].reduce(swap, frame);
writeFileSync(join(folder, 'mail.html'), frame);
writeFileSync(join(folder, 'mail-remote.html'), remote);
