// The programs around the app: the helpdesks' stand-in, the CORS proxy and the browser.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../../', import.meta.url));

/** The build to test: dist/, unless DIST names another folder. */
export const dist = process.env.DIST ?? `${top}dist`;
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** The helpdesks' APIs as documented, without CORS headers: see `make sandbox`. */
export async function startSandbox({ tickets = 240 } = {}) {
  const program = `${top}${process.env.CARGO_TARGET_DIR ?? 'target'}/debug/examples/sandbox`;
  const { url, stop } = await start((port) => [program, ['--port', port, '--tickets', tickets]]);
  const hook = async (method, name, body) => {
    const answer = await fetch(`${url}/_sandbox/${name}`, { method, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`/_sandbox/${name} answered ${answer.status}: ${text}`);
    return text && JSON.parse(text);
  };
  return {
    url,
    stop,
    groove: { baseUrl: `${url}/groove/v1`, token: 'groove-demo-token' },
    supportbee: { baseUrl: `${url}/supportbee`, token: 'supportbee-demo-token' },
    zaia: { baseUrl: `${url}/zaia`, token: 'zaia-demo-key' },
    /** The requests since the last reset, oldest first: method, path, status, body. */
    log: () => hook('GET', 'log'),
    /** New tickets, an empty log, no faults. */
    reset: (count = tickets) => hook('POST', `reset?tickets=${count}`),
    /** Makes what is sent about that ticket undecodable. */
    breakTicket: (ticket) => hook('POST', `break?ticket=${ticket}`),
    /** Sends the documented fields only, or all again. */
    shape: (documented) => hook('POST', `shape?documented=${documented}`),
    /** Lets a customer send a mail to Groove; answers with the ticket's number. */
    deliver: (mail) => hook('POST', 'deliver', mail),
    /** Spoils the next requests that match; tests/e2e/sandbox.rs says what a fault can be. */
    fault: (fault) => hook('POST', 'fault', fault),
  };
}

/** CORS Anywhere, run exactly as its package ships it: it asks for an Origin and drops cookies. */
export function startProxy(wanted) {
  return start((port) => ['node', [`${top}node_modules/cors-anywhere/server.js`], { PORT: port, HOST: '127.0.0.1', no_proxy: '*' }], wanted);
}

async function start(command, wanted) {
  const port = String(wanted ?? (await freePort()));
  const [program, args, environment] = command(port);
  const child = spawn(program, args.map(String), { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  let failure;
  child.on('error', (error) => (failure = error.message));
  child.on('exit', (code) => (failure ??= `it ended with ${code}\n${output}`));

  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (failure || tries === 200) throw new Error(`${program} does not answer: ${failure ?? output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, stop: () => (failure ? undefined : (child.kill(), once(child, 'exit'))) };
}

const answers = (url) => fetch(url).then(() => true, () => false);

/** A port that nobody uses at the moment. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
