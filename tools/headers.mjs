// Prints the recipes of deploy/ with a policy for one configuration: that of index.html, restricted to the hosts of its
// accounts and proxies, and with the origins that may embed the page.
// Usage: node tools/headers.mjs CONFIG [--only policy|env|_headers|vercel.json]
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const top = new URL('../', import.meta.url);
const read = (path) => readFileSync(new URL(path, top), 'utf8');

/** The base URL of each API for accounts without one. */
const bases = { groove: 'https://api.groovehq.com/v1', zaia: 'https://api.endless.zaia.app' };

/** The policy in the recipes, which is replaced. */
const defaultPolicy = "frame-ancestors 'self'";

/** Returns the policy in index.html as pairs of a directive and its sources. */
function policyOfThePage() {
  const [, text] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(read('index.html'));
  return text.split(';').map((part) => part.trim().split(/\s+/)).map(([name, ...sources]) => [name, sources]);
}

/** Whether a text is an origin, without characters that have a meaning in a policy. */
const isHost = (origin) => /^https?:\/\/[\w.[\]:-]+$/.test(origin);

/** Returns the origin that an account calls: its proxy's, or else its helpdesk's; `'self'` for a path on the host. */
function destination(account, at) {
  const { provider, proxy, baseUrl = bases[provider] } = account;
  const [field, address] = proxy ? ['proxy', proxy] : ['baseUrl', baseUrl];
  if (address === undefined) throw new Error(`${at}.baseUrl is missing: ${provider ? `${provider} has no address of its own` : 'there is no provider either'}.`);
  if (String(address).startsWith('/')) return "'self'";
  // The host is never after a placeholder.
  const plain = String(address).split('{')[0];
  if (!/^https?:\/\/[^/]/.test(plain)) throw new Error(`${at}.${field} is neither an address nor a path: ${address}`);
  const { origin } = new URL(plain);
  if (!isHost(origin)) throw new Error(`${at}.${field} has no host that can stand in a policy: ${address}`);
  return origin;
}

/** Returns the policy for a configuration, and notes for its deployer. */
export function narrow(config) {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) throw new Error('The configuration is not an object.');
  const accounts = config.accounts ?? [];
  if (!Array.isArray(accounts)) throw new Error('accounts is not a list.');
  const origins = config.embed?.allowedOrigins ?? [];
  const notes = [];
  for (const [index, origin] of origins.entries()) {
    if (!isHost(origin)) throw new Error(`embed.allowedOrigins[${index}] is not an origin such as https://portal.acme.example: ${origin}`);
  }
  const hosts = [...new Set(["'self'", ...accounts.map((account, index) => destination(account, `accounts[${index}]`))])];
  if (!config.lockSettings) notes.push('Agents may add accounts in Settings, and this policy blocks those on other hosts. Set "lockSettings": true, or add their hosts to connect-src.');
  for (const host of hosts.filter((it) => it.startsWith('http:'))) {
    if (!/^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host)) notes.push(`${host} is called without encryption: anyone on the network can read the tokens.`);
  }

  const changes = {
    'connect-src': hosts,
    // People's pictures may come from any host, if an account allows them.
    'img-src': ["'self'", 'data:', ...(accounts.some(({ pictures }) => pictures) ? ['https:'] : [])],
  };
  const policy = policyOfThePage().map(([name, sources]) => [name, changes[name] ?? sources]);
  // Without allowed origins, no page may frame the app.
  policy.push(['frame-ancestors', origins.length ? ["'self'", ...origins] : ["'none'"]]);
  return { policy: policy.map(([name, sources]) => [name, ...sources].join(' ')).join('; '), notes };
}

/** Returns every recipe with this policy, by the name of its file. */
export function recipes(policy) {
  const vercel = JSON.parse(read('deploy/vercel.json'));
  for (const { headers } of vercel.headers) {
    for (const header of headers) if (header.value === defaultPolicy) header.value = policy;
  }
  return {
    policy: `Content-Security-Policy: ${policy}\n`,
    env: `# For deploy/nginx and deploy/Caddyfile, in /etc/deskbell/deskbell.env:\nDESKBELL_POLICY="${policy}"\n`,
    _headers: read('deploy/_headers').replaceAll(defaultPolicy, policy),
    'vercel.json': `${JSON.stringify(vercel, null, 2)}\n`,
  };
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { values, positionals: [file] } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
  try {
    if (!file) throw new Error('Name a configuration: node tools/headers.mjs config.json');
    const { policy, notes } = narrow(JSON.parse(readFileSync(file, 'utf8')));
    const all = recipes(policy);
    if (values.only && !all[values.only]) throw new Error(`--only takes ${Object.keys(all).join(', ')}.`);
    for (const [name, text] of Object.entries(all)) {
      if (values.only) {
        if (values.only === name) process.stdout.write(text);
      } else {
        console.log(`=== ${name}\n${text}`);
      }
    }
    for (const note of notes) console.error(`Note: ${note}`);
  } catch (error) {
    console.error(`${file ?? 'headers'}: ${error.message}`);
    process.exit(1);
  }
}
