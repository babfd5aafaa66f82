// Joins the style sheets that style/app.css imports, so that the first paint waits for one file only. Those of style/later.css
// are part of the code that is loaded later (build.rs, src/ui/styles.rs).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const list = readFileSync('style/app.css', 'utf8');
const joined = list.replace(/^@import "(.+)";$/gm, (_, file) => readFileSync(`style/${file}`, 'utf8').trimEnd());

mkdirSync('target/style', { recursive: true });
writeFileSync('target/style/app.css', joined);
