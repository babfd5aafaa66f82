// Runs nginx and Caddy with the configuration files of deploy/, as packaged by Debian. Each is an ordinary process with
// its own folder, so that several can run at once.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../../tools/serve.mjs';
import { dist, start } from './services.mjs';

const recipes = fileURLToPath(new URL('../../../deploy/', import.meta.url));

/** The user who may call the proxied APIs. The hash is of this password, with the lowest cost. */
export const caller = { username: 'agent', password: 'let me in' };
const hash = '$2b$04$deskbelldeskbelldeskbezruCr1J9WgW8Ncir7m9LFiXynoNiOsq';

/** The credentials that the servers add, which the sandboxes accept. */
const tokens = { GROOVE_TOKEN: 'groove-demo-token', SUPPORTBEE_TOKEN: 'supportbee-demo-token', ZAIA_TOKEN: 'zaia-demo-key' };

/** The relevant parts of Debian's nginx.conf, without what needs root. */
const nginxConfig = (folder) => `
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
      // As envsubst does with the variables of the environment file.
      writeFileSync(join(folder, name), template.replace(/\$\{([A-Z_]+)\}/g, (_, variable) => environment[variable]));
    }
    writeFileSync(join(folder, 'nginx.conf'), nginxConfig(folder));
    return ['nginx', ['-c', join(folder, 'nginx.conf'), '-e', join(folder, 'start.log')]];
  },
  caddy: (folder) => ['caddy', ['run', '--config', `${recipes}Caddyfile`, '--adapter', 'caddyfile']],
};

export const servers = Object.keys(programs);

/**
 * Serves the build from nginx or Caddy under `base`, and returns `{ url, logs, stop }`. `config` replaces config.json,
 * and `environment` single lines of deploy/deskbell.env.
 */
export async function startServer(name, { root = dist, base = '/', config, sandbox, environment = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), `deskbell-${name}-`));
  // When root starts nginx, its workers run as another user.
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
    /** Returns everything logged so far. */
    logs,
    /** Stops the server, and returns its logs. May be called again. */
    async stop() {
      if (!existsSync(folder)) return '';
      await stop();
      const allLogs = logs();
      rmSync(folder, { recursive: true, force: true });
      return allLogs;
    },
  };
}

/**
 * Serves the build and returns `{ url, stop }`. `server` is a name (nginx or caddy) or a function that starts one; by
 * default it is the test's own static server. DESKBELL_SERVER and DESKBELL_BASE change the default server and path of
 * all tests.
 */
export async function serveFrom({ server = process.env.DESKBELL_SERVER, base = process.env.DESKBELL_BASE ?? '/', ...options }) {
  if (typeof server === 'function') return server(options);
  // Tests with these options are about servers without a recipe, or need a port that they know in advance.
  if (server && !options.headers && !options.fallback && !options.port) return startServer(server, { base, ...options });
  const { url, close } = await serve({ root: dist, base, ...options });
  return { url, stop: close };
}
