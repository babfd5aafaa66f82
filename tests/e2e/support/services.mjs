// Starts the programs around the app: the sandboxes of the helpdesks and the CORS proxy.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const top = fileURLToPath(new URL('../../../', import.meta.url));

/** The build to test: dist/, unless DIST names another folder. */
export const dist = process.env.DIST ?? `${top}dist`;
export const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Starts sandboxes of the helpdesks' documented APIs, without CORS headers: see `make sandbox`. */
export async function startSandbox({ tickets = 240 } = {}) {
  const program = `${top}${process.env.CARGO_TARGET_DIR ?? 'target'}/debug/examples/sandbox`;
  const { url, stop } = await start((port) => [program, ['--port', port, '--tickets', tickets]]);
  const hook = async (method, name, body) => {
    const answer = await fetch(`${url}/_sandbox/${name}`, { method, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`/_sandbox/${name} failed with ${answer.status}: ${text}`);
    return text && JSON.parse(text);
  };
  return {
    url,
    stop,
    groove: { baseUrl: `${url}/groove/v1`, token: 'groove-demo-token' },
    supportbee: { baseUrl: `${url}/supportbee`, token: 'supportbee-demo-token' },
    zaia: { baseUrl: `${url}/zaia`, token: 'zaia-demo-key' },
    /** Returns the requests since the last reset, the oldest first: method, path, status, body. */
    log: () => hook('GET', 'log'),
    /** Makes new tickets, and clears the log and the faults. */
    reset: (count = tickets) => hook('POST', `reset?tickets=${count}`),
    /** Makes every payload of this ticket undecodable. */
    breakTicket: (ticket) => hook('POST', `break?ticket=${ticket}`),
    /** Limits payloads to the documented fields, or not. */
    shape: (documented) => hook('POST', `shape?documented=${documented}`),
    /** Sends a customer's mail to Groove, and returns the ticket's number. */
    deliver: (mail) => hook('POST', 'deliver', mail),
    /** Makes the next matching requests fail; tests/e2e/sandbox.rs describes faults. */
    fault: (fault) => hook('POST', 'fault', fault),
  };
}

/** Starts CORS Anywhere exactly as its package ships it: it requires an Origin header and drops cookies. */
export function startProxy(wanted) {
  return start((port) => ['node', [`${top}node_modules/cors-anywhere/server.js`], { PORT: port, HOST: '127.0.0.1', no_proxy: '*' }], wanted);
}

/** Serves HTTP on a free port until `stop`, which may be called more than once. */
export async function listen(handler) {
  const server = createHttpServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((stopped) => {
      server.close(stopped);
      server.closeAllConnections();
    }),
  };
}

/** Runs a program on a free port, or the wanted one, until `stop`, and waits until it responds. */
export async function start(command, wanted) {
  const port = String(wanted ?? (await freePort()));
  const [program, args, environment] = command(port);
  const child = spawn(program, args.map(String), { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  let failure;
  child.on('error', (error) => (failure = error.message));
  child.on('exit', (code) => (failure ??= `it exited with ${code}\n${output}`));

  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(url)); tries += 1) {
    if (failure || tries === 200) throw new Error(`${program} does not respond: ${failure ?? output}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, stop: () => (failure ? undefined : (child.kill(), once(child, 'exit'))) };
}

const answers = (url) => fetch(url).then(() => true, () => false);

/** Finds a free port. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
