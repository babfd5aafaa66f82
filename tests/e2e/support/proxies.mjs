// The proxies that people use, run as they come: each answers `{ url, stop }`, and some more than that.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist, listen, start } from './services.mjs';

const top = new URL('../../../', import.meta.url);
const tools = process.env.DESKBELL_TOOLS ?? `${process.env.HOME}/.cache/deskbell`;

/** local-cors-proxy: a path of it stands for one host. */
export async function startLocalCorsProxy(target) {
  const program = `${tools}/local-cors-proxy/node_modules/.bin/lcp`;
  const { url, stop } = await start((port) => [program, ['--proxyUrl', target, '--port', port]]);
  return { url: `${url}/proxy`, stop };
}

/**
 * A proxy that takes the address as one value of the query, as corsproxy.io and its kind do, and goes to one host alone.
 * It wants a header of its own, `X-Api-Key`.
 */
export function startQueryProxy(target) {
  const permission = {
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE',
    'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type, X-Api-Key',
    'Access-Control-Expose-Headers': 'Retry-After',
  };
  return listen(async (request, response) => {
    const { method, url, headers: { accept, authorization, 'content-type': type, 'x-api-key': key } } = request;
    const answer = (status, body = '', headers = {}) => {
      response.writeHead(status, { ...permission, ...headers });
      response.end(body);
    };
    if (method === 'OPTIONS') return answer(204);
    if (key !== 'ours') return answer(403, '<h1>Your key is not valid</h1>', { 'Content-Type': 'text/html' });
    const asked = new URL(url, 'http://proxy').searchParams.get('url') ?? '';
    if (!asked.startsWith(`${target}/`)) return answer(403, '<h1>This host is not on the list</h1>', { 'Content-Type': 'text/html' });
    const sent = Object.entries({ accept, authorization, 'content-type': type }).filter(([, value]) => value);
    try {
      const pieces = [];
      for await (const piece of request) pieces.push(piece);
      const got = await fetch(asked, { method, headers: sent, body: pieces.length ? Buffer.concat(pieces) : undefined });
      answer(got.status, Buffer.from(await got.arrayBuffer()), { 'Content-Type': got.headers.get('content-type') ?? 'text/plain' });
    } catch {
      answer(502, '<h1>Bad gateway</h1>', { 'Content-Type': 'text/html' });
    }
  });
}

/**
 * Trunk's own server with the mapping of Trunk.toml, which `make dev` uses. It serves the build that is tested, because
 * building another one with debug information would take minutes.
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
    /** Serves the app with a config.json, for the `host` of a test. */
    host({ config }) {
      writeFileSync(join(folder, 'dist/config.json'), JSON.stringify(config));
      return { url: `${url}/`, stop: () => {} };
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
