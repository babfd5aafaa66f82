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

// The demo is loaded apart: whoever has an account never needs it.
let demo;
window.deskbellDemo = (tickets) => demo ??= load('demo.js', 'demo_bg.wasm')
  .then(({ Demo }) => new Demo(tickets, Date.now()))
  .catch((error) => { demo = undefined; throw error; });

function fail(error) {
  console.error(error);
  const text = error instanceof Reason ? error.message
    : 'Deskbell stopped because of an error of its own. Reload the page; the details are in the browser’s console.';
  const part = (name, fields, ...children) => {
    const element = Object.assign(document.createElement(name), fields);
    element.append(...children);
    return element;
  };
  document.getElementById('app').replaceChildren(part('main', { className: 'failure' },
    part('div', { role: 'alert' }, part('h1', {}, 'Deskbell cannot go on'), part('p', {}, text)),
    part('button', { type: 'button', onclick: () => location.reload() }, 'Reload')));
}

// After a panic nothing of the app answers any more, whenever it happens.
const panicked = (error) => error instanceof WebAssembly.RuntimeError && fail(error);
addEventListener('error', (event) => panicked(event.error));
addEventListener('unhandledrejection', (event) => panicked(event.reason));

load(boot.js, boot.wasm).catch(fail);
