// Bundles the scripts that run before the app, each with its phrases, into target/scripts/.
import { readdirSync } from 'node:fs';
import { build } from 'esbuild';

// The translations, and the pseudo-language of the tests.
const languages = readdirSync('public/lang').filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));

await build({
  entryPoints: ['public/boot.js', 'public/framed.js'],
  outdir: 'target/scripts',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  define: { LANGUAGES: JSON.stringify([...languages, 'en-XA']) },
  logLevel: 'warning',
});
