// Starts the app, or says in words why it cannot start. It runs before any WebAssembly.

// Leptos builds the app's own fixed markup through innerHTML; markup that could run or load something is a bug.
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

// A reason for people, as opposed to an error of the browser.
class Reason extends Error {}
const missing = (file, why) =>
  new Reason(`The file ${file} could not be loaded: ${why}. Reload the page; if that does not help,
    whoever runs this site should copy all files of the build to it again.`);

// Answers what a script with WebAssembly exports.
async function load(script, file) {
  if (!window.WebAssembly)
    throw new Reason('This browser cannot run WebAssembly, or it is switched off for this site. Allow it, or use a current browser.');

  const [bindings, wasm] = await Promise.all([
    import(address(script)).catch(() => { throw missing(script, 'it is missing or not a script'); }),
    fetch(address(file)).catch(() => { throw missing(file, 'no answer came'); }),
  ]);
  if (!wasm.ok) throw missing(file, `the server answered ${wasm.status}`);
  const type = wasm.headers.get('Content-Type') ?? 'a file without a type';
  if (type.startsWith('text/html')) throw missing(file, 'the server sent a page instead');

  await bindings.default({ module_or_path: wasm }).catch((error) => {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw missing(file, `it came as ${type}, not application/wasm (${error.message})`);
  });
  return bindings;
}

// What the deployer decided, as the text of config.json; nothing where there is none. It is asked for once.
let config;
window.deskbellConfig = () => config ??= fetch(address('config.json'), { cache: 'no-cache' })
  .then((answer) => answer.ok ? answer.text() : undefined)
  .catch(() => undefined);

// The demo is loaded apart: whoever has an account never needs it.
let demo;
window.deskbellDemo = (tickets) => demo ??= load('demo.js', 'demo_bg.wasm')
  .then(({ Demo }) => new Demo(tickets, Date.now()))
  .catch((error) => { demo = undefined; throw error; });

// What shows customers' mails is loaded when the first one is opened that is more than words.
window.deskbellMail = () => import(address('mail.js'));

// What the app says about its own end, for support: places in the code and requests, nobody's words.
let report = '';
window.deskbellReport = (text) => (report = text);

function part(name, fields, ...children) {
  const element = Object.assign(document.createElement(name), fields);
  element.append(...children);
  return element;
}

const field = (label, value) => part('label', { className: 'field' }, label, part('textarea', { readOnly: true, rows: 3, value }));
const button = (label, onclick) => part('button', { type: 'button', onclick }, label);

// What was typed and is still on the screen, secrets left out.
function typed() {
  const fields = document.querySelectorAll('#app textarea, #app input:not([type=password], [type=checkbox], [type=radio], [role=combobox])');
  return [...fields].filter(({ value }) => value.trim()).map((it) => field(it.ariaLabel ?? 'Typed', it.value));
}

let failed = false;
function fail(error) {
  console.error(error);
  if (failed) return;
  failed = true;
  const text = error instanceof Reason ? error.message
    : 'Deskbell stopped because of an error of its own. Nothing is done twice by reloading; the page behind this shows what was there last.';
  const details = [report, `${navigator.userAgent}`, error instanceof Reason ? '' : String(error)].filter(Boolean).join('\n');
  const words = typed();
  const copied = part('p', { role: 'status' });
  const copy = () => navigator.clipboard.writeText(details).then(() => (copied.textContent = 'Copied.'), () => (copied.textContent = 'Select the report and copy it.'));
  const page = part('dialog', { className: 'stopped dialog', ariaLabel: 'Deskbell cannot go on' },
    part('div', { role: 'alert' }, part('h1', {}, 'Deskbell cannot go on'), part('p', {}, text)),
    ...(words.length ? [part('p', {}, 'This is what was typed and not sent:'), ...words] : []),
    part('details', {}, part('summary', {}, 'Report for support'), part('pre', {}, details)),
    part('footer', { className: 'dialog-foot' }, copied, button('Copy the report', copy), Object.assign(button('Reload', () => location.reload()), { autofocus: true, className: 'primary' })));
  // Over everything, and everything else out of reach: nothing there answers any more.
  page.addEventListener('cancel', (event) => event.preventDefault());
  document.body.append(page);
  page.showModal();
}

// After a panic nothing of the app answers any more, whenever it happens.
const panicked = (error) => error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener('error', (event) => panicked(event.error));
addEventListener('unhandledrejection', (event) => panicked(event.reason));

// Another page around this one could let people click on what they do not see: it proves first that it may be there.
const isFramed = window.parent !== window || new URLSearchParams(location.search).get('embed') === '1';
if (!isFramed) window.deskbellConfig();
(isFramed ? import(address('framed.js')).then(({ admitted }) => admitted()) : Promise.resolve())
  .then(() => load(boot.js, boot.wasm)).catch(fail);
