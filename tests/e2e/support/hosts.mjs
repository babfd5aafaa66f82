// The hosts that deploy/ has recipes for, run with those very files: nginx and Caddy as Debian packages them, as ordinary
// processes with a folder of their own, so that several run at once and none is a service of the machine.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../tools/serve.mjs';
import { dist, start } from './services.mjs';

const recipes = fileURLToPath(new URL('../../../deploy/', import.meta.url));

/** Who may call the mapping of the APIs. The hash is of that password, and as cheap as can be. */
export const caller = { username: 'agent', password: 'let me in' };
const hash = '$2b$04$deskbelldeskbelldeskbezruCr1J9WgW8Ncir7m9LFiXynoNiOsq';

/** The credentials that the hosts add; the sandbox knows them. */
const tokens = { GROOVE_TOKEN: 'groove-demo-token', SUPPORTBEE_TOKEN: 'supportbee-demo-token', ZAIA_TOKEN: 'zaia-demo-key' };

/** Debian's own nginx.conf as far as it matters here, without what needs to be root. */
const around = (folder) => `
${process.getuid() === 0 ? 'user root;' : ''}
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
error_log ${folder}/start.log;
include /etc/nginx/modules-enabled/*.conf;
events { worker_connections 256; }
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n  ')}
  include deskbell.conf;
}
`;

const programs = {
  nginx(folder, environment) {
    for (const name of ['deskbell.conf', 'deskbell-api.conf']) {
      const template = readFileSync(`${recipes}nginx/${name}.template`, 'utf8');
      // As envsubst does it with the names of the environment file.
      writeFileSync(join(folder, name), template.replace(/\$\{([A-Z_]+)\}/g, (_, variable) => environment[variable]));
    }
    writeFileSync(join(folder, 'nginx.conf'), around(folder));
    return ['nginx', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'start.log')]];
  },
  caddy: (folder) => ['caddy', ['run', '--config', `${recipes}Caddyfile`, '--adapter', 'caddyfile']],
};

export const hosts = Object.keys(programs);

/**
 * Serves the build from nginx or Caddy under `base`, and answers `{ url, logs, stop }`. `config` takes the place of
 * config.json, `environment` that of single lines of deploy/deskbell.env.
 */
export async function startHost(name, { root = dist, base = '/', config, sandbox, environment = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), `deskbell-${name}-`));
  // nginx gives its rights up to those of somebody else when root starts it.
  chmodSync(folder, 0o755);
  const pages = mkdtempSync(join(folder, 'pages-'));
  chmodSync(pages, 0o755);
  for (const file of readdirSync(root)) symlinkSync(resolve(root, file), join(pages, file));
  if (config) writeFileSync(join(pages, 'config.json'), typeof config === 'object' ? JSON.stringify(config) : config);
  writeFileSync(join(folder, 'users'), `${caller.username}:${hash}\n`);

  const upstream = sandbox?.url ?? 'http://127.0.0.1:9';
  const { url, stop } = await start((port) => {
    const settings = {
      DESKBELL_ROOT: pages,
      DESKBELL_BASE: base,
      DESKBELL_LISTEN: `127.0.0.1:${port}`,
      DESKBELL_ADDRESS: `http://127.0.0.1:${port}`,
      DESKBELL_POLICY: "frame-ancestors 'self'",
      DESKBELL_USERS: join(folder, 'users'),
      DESKBELL_USER: caller.username,
      DESKBELL_PASSWORD_HASH: hash,
      DESKBELL_LOGIN: 'off',
      DESKBELL_ORIGIN: 'https://none.invalid',
      DESKBELL_RESOLVER: '127.0.0.1',
      DESKBELL_LOGS: folder,
      DESKBELL_ADMIN: 'off',
      GROOVE_UPSTREAM: upstream,
      SUPPORTBEE_UPSTREAM: upstream,
      ZAIA_UPSTREAM: upstream,
      XDG_DATA_HOME: folder,
      XDG_CONFIG_HOME: folder,
      ...tokens,
      ...environment,
    };
    return [...programs[name](folder, settings), settings];
  });
  const logs = () => readdirSync(folder).filter((file) => file.endsWith('.log')).map((file) => readFileSync(join(folder, file), 'utf8')).join('');
  return {
    url: url + base,
    /** All that was written down so far. */
    logs,
    /** Ends the program, and answers what it wrote down. May be called again. */
    async stop() {
      if (!existsSync(folder)) return '';
      await stop();
      const written = logs();
      rmSync(folder, { recursive: true, force: true });
      return written;
    },
  };
}

/**
 * Serves the build from the host of that name, from what `host` starts, or from the host of the tests themselves, and answers
 * `{ url, stop }`. With DESKBELL_HOST and DESKBELL_BASE every journey runs on another host and path than it would.
 */
export async function serveFrom({ host = process.env.DESKBELL_HOST, base = process.env.DESKBELL_BASE ?? '/', ...options }) {
  if (typeof host === 'function') return host(options);
  // Headers and a fallback are for tests about hosts that nobody has a recipe for, and a port for what must be known before.
  if (host && !options.headers && !options.fallback && !options.port) return startHost(host, { base, ...options });
  const { url, close } = await serve({ root: dist, base, ...options });
  return { url, stop: close };
}
