// Serves the portal. Run as `node examples/portal/serve.mjs`, it also starts what the example needs: Deskbell on its own
// origin, sandboxes of the helpdesks, and a CORS proxy.
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json' };
const files = ['index.html', 'portal.css', 'portal.js'];

/**
 * Serves a portal that embeds the Deskbell at `src`, and returns `{ url, close }`. `tokens` maps the id of each account to
 * its token, `embed` is the folder with deskbell-embed.js, and `pages` maps the names of further files to their content.
 * Every option except `port` and `host` is read again for each request, so callers may change it later.
 */
export async function servePortal(options) {
  const { port = 0, host = 'localhost' } = options;
  const fileUrl = (name) => new URL(name, import.meta.url);
  const policy = () => `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; frame-src ${new URL(options.src).origin} 'self'; base-uri 'none'`;
  const find = async (name) => {
    const { src, accounts, embed, pages = {} } = options;
    if (Object.hasOwn(pages, name)) return pages[name];
    if (name === 'desk.json') return JSON.stringify({ src, accounts });
    if (name === 'deskbell-embed.js') return readFile(`${embed}/${name}`);
    return files.includes(name) ? readFile(fileUrl(name)) : undefined;
  };
  const server = createServer(async (request, response) => {
    const name = request.url.split('?')[0].slice(1) || 'index.html';
    const send = (status, type, body) => response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': policy(), 'Cache-Control': 'no-store' }).end(body);
    // A real portal checks the session here, and returns a short-lived token.
    const [, account] = /^tokens\/(.+)$/.exec(name) ?? [];
    const token = account && request.method === 'POST' && request.headers['sec-fetch-site'] === 'same-origin' ? options.tokens[decodeURIComponent(account)] : undefined;
    if (token) return send(200, 'text/plain', token);
    const body = await find(name);
    return body === undefined ? send(404, 'text/plain', 'Not found.\n') : send(200, `${types[extname(name)]}; charset=utf-8`, body);
  });
  await new Promise((ready, failed) => server.once('error', failed).listen(port, host, ready));
  return {
    url: `http://${host}:${server.address().port}/`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { serve } = await import('../../tools/serve.mjs');
  const { dist, startProxy, startSandbox } = await import('../../tests/e2e/support/services.mjs');
  const [sandbox, proxy] = await Promise.all([startSandbox(), startProxy()]);
  const portal = 'http://localhost:8090';
  const deskbell = await serve({ root: dist, port: 8091, config: { version: 1, title: 'Acme support', embed: { allowedOrigins: [portal] } } });
  const common = { auth: 'host', proxy: `${proxy.url}/` };
  const accounts = [
    { id: 'acme', name: 'Acme', provider: 'groove', me: 'maya@tern.example', baseUrl: sandbox.groove.baseUrl, ...common },
    { id: 'bee', name: 'Bee', provider: 'supportbee', me: '4101', baseUrl: sandbox.supportbee.baseUrl, ...common },
  ];
  const tokens = { acme: sandbox.groove.token, bee: sandbox.supportbee.token };
  const { url } = await servePortal({ src: deskbell.url, accounts, tokens, embed: dist, port: 8090 });
  console.log(`Portal: ${url}\nDeskbell: ${deskbell.url}\nPress Ctrl+C to stop both.`);
}
