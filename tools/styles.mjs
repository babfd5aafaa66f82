// Joins the files that style/app.css imports, in its order, so that the first paint waits for one file only.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const list = readFileSync('style/app.css', 'utf8');
const joined = list.replace(/^@import "(.+)";$/gm, (_, file) => readFileSync(`style/${file}`, 'utf8').trimEnd());

mkdirSync('target/style', { recursive: true });
writeFileSync('target/style/app.css', joined);
