// Bundles the scripts that run before the app, each with its phrases, into target/scripts/.
import { build } from 'esbuild';

await build({
  entryPoints: ['public/boot.js', 'public/framed.js'],
  outdir: 'target/scripts',
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  logLevel: 'warning',
});
