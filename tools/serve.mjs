// A static file server for `make serve` and the tests, with content types, precompressed files and any base path.
// Usage: node tools/serve.mjs FOLDER [--port 8080] [--base /deep/sub/path/] [--config FILE-OR-JSON] [--host 127.0.0.1]
import { readFileSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const types = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};
const encodings = [['br', '.br'], ['gzip', '.gz']];
const hashed = /-[0-9a-f]{8,16}(_bg)?\.\w+$/;

/**
 * Serves the folder `root` under `base` and returns `{ url, close }`. `config` (an object or JSON text) replaces
 * config.json, `headers` are added to every response, and port 0 means any free port. With `fallback` the page is sent for
 * every missing file, as hosts of single-page apps do.
 */
export async function serve({ root, port = 0, host = '127.0.0.1', base = '/', config, headers = {}, fallback = false }) {
  const folder = resolve(root);
  const overlay = typeof config === 'object' ? JSON.stringify(config) : config;

  async function find(path, accepted) {
    if (path === 'config.json' && overlay !== undefined) return [Buffer.from(overlay)];
    const file = join(folder, path);
    if (!file.startsWith(folder + sep)) throw new Error('outside of the folder');
    for (const [name, suffix] of encodings) {
      if (!accepted.includes(name)) continue;
      try {
        return [await readFile(file + suffix), name];
      } catch {
        // Without a compressed file, the next encoding or the file itself is sent.
      }
    }
    return [await readFile(file)];
  }

  const server = createServer(async (request, response) => {
    const respond = (status, fields, body) => {
      response.writeHead(status, { 'X-Content-Type-Options': 'nosniff', ...fields, ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
    };
    try {
      const [address] = request.url.split('?');
      if (address + '/' === base) return respond(308, { Location: base });
      if (!address.startsWith(base)) throw new Error('outside of the base');
      const name = decodeURIComponent(address.slice(base.length));
      const path = name === '' || name.endsWith('/') ? `${name}index.html` : name;
      const accepted = request.headers['accept-encoding'] ?? '';
      const file = (name) => find(name, accepted).then(([body, encoding]) => [name, body, encoding]);
      const [found, body, encoding] = await file(path).catch((missing) => {
        if (!fallback) throw missing;
        return file('index.html');
      });
      respond(200, {
        'Content-Type': types[extname(found)] ?? 'application/octet-stream',
        'Content-Length': body.length,
        'Cache-Control': hashed.test(found) ? 'public, max-age=31536000, immutable' : 'no-cache',
        Vary: 'Accept-Encoding',
        ...(encoding && { 'Content-Encoding': encoding }),
      }, body);
    } catch {
      respond(404, { 'Content-Type': 'text/plain; charset=utf-8' }, 'File not found.\n');
    }
  });

  await new Promise((ready, failed) => server.once('error', failed).listen(port, host, ready));
  return {
    url: `http://${host}:${server.address().port}${base}`,
    close: () => new Promise((closed) => {
      server.close(closed);
      server.closeAllConnections();
    }),
  };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      base: { type: 'string', default: '/' },
      config: { type: 'string' },
    },
  });
  const { config } = values;
  try {
    const { url } = await serve({
      ...values,
      root: positionals[0] ?? 'dist',
      port: Number(values.port),
      config: config?.trimStart().startsWith('{') ? config : config && readFileSync(config, 'utf8'),
    });
    console.log(`Deskbell is at ${url} (stop it with Ctrl+C)`);
  } catch (error) {
    console.error(error.code === 'EADDRINUSE' ? `Port ${values.port} is taken: try another one.` : error.message);
    process.exit(1);
  }
}
