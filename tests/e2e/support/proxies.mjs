// Starts common proxies as they are shipped. Each function returns at least `{ url, stop }`.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist, listen, start } from './services.mjs';

const top = new URL('../../../', import.meta.url);
const tools = process.env.DESKBELL_TOOLS ?? `${process.env.HOME}/.cache/deskbell`;

/** local-cors-proxy: maps one path to one host. */
export async function startLocalCorsProxy(target) {
  const program = `${tools}/local-cors-proxy/node_modules/.bin/lcp`;
  const { url, stop } = await start((port) => [program, ['--proxyUrl', target, '--port', port]]);
  return { url: `${url}/proxy`, stop };
}

/**
 * A proxy that takes the address as a query parameter, as corsproxy.io does, for one host only. It requires the header
 * `X-Api-Key`.
 */
export function startQueryProxy(target) {
  const corsHeaders = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type, X-Api-Key',
    'Access-Control-Expose-Headers': 'Retry-After',
  };
  return listen(async (request, outgoing) => {
    const { method, url, headers: { accept, authorization, 'content-type': type, 'x-api-key': key } } = request;
    const answer = (status, body = '', headers = {}) => {
      outgoing.writeHead(status, { ...corsHeaders, ...headers });
      outgoing.end(body);
    };
    if (method === 'OPTIONS') return answer(204);
    if (key !== 'ours') return answer(403, '<h1>Your key is not valid</h1>', { 'Content-Type': 'text/html' });
    const targetUrl = new URL(url, 'http://proxy').searchParams.get('url') ?? '';
    if (!targetUrl.startsWith(`${target}/`)) return answer(403, '<h1>This host is not on the list</h1>', { 'Content-Type': 'text/html' });
    const sent = Object.entries({ accept, authorization, 'content-type': type }).filter(([, value]) => value);
    try {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      const response = await fetch(targetUrl, { method, headers: sent, body: pieces.length ? Buffer.concat(pieces) : undefined });
      answer(response.status, Buffer.from(await response.arrayBuffer()), { 'Content-Type': response.headers.get('content-type') ?? 'text/plain' });
    } catch {
      answer(502, '<h1>Bad gateway</h1>', { 'Content-Type': 'text/html' });
    }
  });
}

/**
 * Trunk's dev server with the proxies of Trunk.toml, which `make dev` uses. It serves the build under test, because a
 * debug build would take minutes.
 */
export async function startTrunk(target) {
  const folder = mkdtempSync(join(tmpdir(), 'deskbell-trunk-'));
  const [head, ...mapping] = readFileSync(new URL('Trunk.toml', top), 'utf8').split(/^(?=\[)/m);
  const ours = mapping.filter((part) => part.startsWith('[[proxy]]')).join('').replaceAll('http://127.0.0.1:9911', target);
  writeFileSync(join(folder, 'Trunk.toml'), head + ours);
  writeFileSync(join(folder, 'index.html'), '<!DOCTYPE html><title>Empty</title>');
  const { url, stop } = await start((port) => ['trunk', ['serve', '--config', folder, '--offline', '--no-autoreload', 'true', '--address', '127.0.0.1', '--port', port]]);
  cpSync(dist, join(folder, 'dist'), { recursive: true });
  return {
    url,
    /** Serves the app with a config.json; for the option `server` of `serveFrom`. */
    server({ config }) {
      writeFileSync(join(folder, 'dist/config.json'), JSON.stringify(config));
      return { url: `${url}/`, stop: () => {} };
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
