// Starts the app, or explains why it cannot start. It runs before any WebAssembly.
import {
  bootCopied, bootCopyByHand, bootCopyReport, bootGotPage, bootInternalError, bootMissingFile, bootNoResponse, bootNoType,
  bootNoWebAssembly, bootNotScript, bootNotWebAssembly, bootReload, bootReport, bootStatus, bootStopped, bootTyped, bootUnsent,
} from '../src/text/script.json';
import { say } from './phrases.js';

// Leptos creates the app's static markup through innerHTML. Markup that could run or load anything is a bug.
const dangerous =
  /<\/?(script|iframe|object|embed|base|meta|link|form|style)\b|[\s"'/]on\w+\s*=|srcdoc|javascript:/i;
window.trustedTypes?.createPolicy('default', {
  createHTML(html) {
    if (dangerous.test(html)) throw new TypeError(`markup refused: ${html}`);
    return html;
  },
});

const boot = document.querySelector('meta[name=boot]').dataset;
const address = (file) => new URL(file, document.baseURI).href;

// An error with a message for people, as opposed to one of the browser's.
class Reason extends Error {}
const missing = (file, reason) => new Reason(say({ bootMissingFile }, { file, reason }));

// Loads a script and its WebAssembly, and returns what it exports.
async function load(script, file) {
  if (!window.WebAssembly)
    throw new Reason(say({ bootNoWebAssembly }));

  // An error must wait for the language that it is written in, and so does the app.
  const [{ value: bindings }, { value: wasm }] = await Promise.allSettled([import(address(script)), fetch(address(file)), languages[language]]);
  if (!bindings) throw missing(script, say({ bootNotScript }));
  if (!wasm) throw missing(file, say({ bootNoResponse }));
  if (!wasm.ok) throw missing(file, say({ bootStatus }, { status: wasm.status }));
  const type = wasm.headers.get('Content-Type') ?? say({ bootNoType });
  if (type.startsWith('text/html')) throw missing(file, say({ bootGotPage }));

  await bindings.default({ module_or_path: wasm }).catch((error) => {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw missing(file, say({ bootNotWebAssembly }, { type, error: error.message }));
  });
  return bindings;
}

// Returns the text of config.json, or undefined if there is none. It is requested once.
let config;
window.deskbellConfig = () => config ??= fetch(address('config.json'), { cache: 'no-cache' })
  .then((answer) => answer.ok ? answer.text() : undefined)
  .catch(() => undefined);

// Returns the text of a language's file, or undefined if there is none. Scripts and the static page use it from then on.
const languages = {};
window.deskbellLanguage = (tag) => languages[tag] ??= fetch(address(`lang/${tag}.json`))
  .then((answer) => answer.ok ? answer.text() : undefined)
  .then((text) => {
    if (text) window.deskbellPhrases = JSON.parse(text);
    const translated = (key, english) => window.deskbellPhrases?.[key] ?? english;
    for (const element of document.querySelectorAll('[data-phrase]'))
      element.textContent = translated(element.dataset.phrase, element.textContent);
    for (const element of document.querySelectorAll('[data-label-phrase]'))
      element.ariaLabel = translated(element.dataset.labelPhrase, element.ariaLabel);
    return text;
  })
  .catch(() => undefined);

// A language of the link or of this device is requested at once, so that it is there before the app is.
function preferredLanguage() {
  const link = new URLSearchParams(location.search).get('lang');
  try {
    return link ?? JSON.parse(localStorage.getItem('deskbell.preferences'))?.language;
  } catch {
    // Storage may be denied, and what it holds may be broken.
    return link;
  }
}
const preferred = String(preferredLanguage()).toLowerCase();
const language = LANGUAGES.find((tag) => tag.toLowerCase() === preferred);
if (language) window.deskbellLanguage(language);

// A file that is dropped beside a place for files must not open in place of the app.
for (const type of ['dragover', 'drop'])
  addEventListener(type, (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault());

// The demo is a separate module, because agents with real accounts never need it.
let demo;
window.deskbellDemo = (tickets) => demo ??= load('demo.js', 'demo_bg.wasm')
  .then(({ Demo }) => new Demo(tickets, Date.now()))
  .catch((error) => { demo = undefined; throw error; });

// The code that shows HTML mails is loaded when the first one is opened.
window.deskbellMail = () => import(address('mail.js'));

// The app's crash report for support: places in the code and logged requests, without personal data.
let report = '';
window.deskbellReport = (text) => (report = text);

function part(name, fields, ...children) {
  const element = Object.assign(document.createElement(name), fields);
  element.append(...children);
  return element;
}

const field = (label, value) => part('label', { className: 'field' }, label, part('textarea', { readOnly: true, rows: 3, value }));
const button = (label, onclick) => part('button', { type: 'button', onclick }, label);

// Returns what the agent has typed into fields on the screen, except secrets, so that it can be copied after a crash.
function typedTexts() {
  const fields = document.querySelectorAll('#app textarea, #app input:not([type=password], [type=checkbox], [type=radio], [role=combobox])');
  return [...fields].filter(({ value }) => value.trim()).map((it) => field(it.ariaLabel ?? say({ bootTyped }), it.value));
}

// Shows a page that explains the failure, once.
let failed = false;
function fail(error) {
  console.error(error);
  if (failed) return;
  failed = true;
  const text = error instanceof Reason ? error.message : say({ bootInternalError });
  const details = [report, `${navigator.userAgent}`, error instanceof Reason ? '' : String(error)].filter(Boolean).join('\n');
  const texts = typedTexts();
  const copied = part('p', { role: 'status' });
  const copy = () => navigator.clipboard.writeText(details).then(() => (copied.textContent = say({ bootCopied })), () => (copied.textContent = say({ bootCopyByHand })));
  const page = part('dialog', { className: 'stopped dialog', ariaLabel: say({ bootStopped }) },
    part('div', { role: 'alert' }, part('h1', {}, say({ bootStopped })), part('p', {}, text)),
    ...(texts.length ? [part('p', {}, say({ bootUnsent })), ...texts] : []),
    part('details', {}, part('summary', {}, say({ bootReport })), part('pre', {}, details)),
    part('footer', { className: 'dialog-foot' }, copied, button(say({ bootCopyReport }), copy), Object.assign(button(say({ bootReload }), () => location.reload()), { autofocus: true, className: 'primary' })));
  // A modal dialog that cannot be dismissed, because the app behind it no longer works.
  page.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(page);
  page.showModal();
}

// After a panic, at any time, the app no longer works.
const failIfPanic = (error) => error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener('error', (event) => failIfPanic(event.error));
addEventListener('unhandledrejection', (event) => failIfPanic(event.reason));

// A page that embeds this one could trick people into clicking what they do not see, so it must prove its origin first.
const isFramed = window.parent !== window || new URLSearchParams(location.search).get('embed') === '1';
if (!isFramed) window.deskbellConfig();
(isFramed ? import(address('framed.js')).then(({ waitForEmbedder }) => waitForEmbedder()) : Promise.resolve())
  .then(() => load(boot.js, boot.wasm)).catch(fail);
