// Prints the headers of a deployment, narrowed to its configuration: the policy of index.html names the hosts of the
// accounts and of their proxies only, and who may frame the page.
// Usage: node tools/headers.mjs CONFIG [--only policy|env|_headers|vercel.json]
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const top = new URL('../', import.meta.url);
const read = (path) => readFileSync(new URL(path, top), 'utf8');

/** Where each API is when an account does not say it. */
const bases = { groove: 'https://api.groovehq.com/v1', zaia: 'https://api.endless.zaia.app' };

/** What the recipes send as long as nobody says more. */
const general = "frame-ancestors 'self'";

/** The policy that stands in the page, as pairs of a directive and its sources. */
function policyOfThePage() {
  const [, text] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(read('index.html'));
  return text.split(';').map((part) => part.trim().split(/\s+/)).map(([name, ...sources]) => [name, sources]);
}

/** Whether it is an origin and nothing that would go on in the language of policies. */
const isHost = (origin) => /^https?:\/\/[\w.[\]:-]+$/.test(origin);

/** The origin that an account calls: its proxy's, or its helpdesk's where there is none; `'self'` for a path of the host. */
function destination(account, at) {
  const { provider, proxy, baseUrl = bases[provider] } = account;
  const [field, address] = proxy ? ['proxy', proxy] : ['baseUrl', baseUrl];
  if (address === undefined) throw new Error(`${at}.baseUrl is missing: ${provider ? `${provider} has no address of its own` : 'there is no provider either'}.`);
  if (String(address).startsWith('/')) return "'self'";
  // What stands behind a placeholder is never part of the host.
  const plain = String(address).split('{')[0];
  if (!/^https?:\/\/[^/]/.test(plain)) throw new Error(`${at}.${field} is neither an address nor a path: ${address}`);
  const { origin } = new URL(plain);
  if (!isHost(origin)) throw new Error(`${at}.${field} has no host that can stand in a policy: ${address}`);
  return origin;
}

/** The policy for the header of index.html, and what its deployer should know about it. */
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
    if (!/^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(host)) notes.push(`${host} is called without encryption: everybody on the way can read the tokens.`);
  }

  const changes = {
    'connect-src': hosts,
    // Pictures of people come from anywhere, where an account allows them.
    'img-src': ["'self'", 'data:', ...(accounts.some(({ pictures }) => pictures) ? ['https:'] : [])],
  };
  const policy = policyOfThePage().map(([name, sources]) => [name, changes[name] ?? sources]);
  // Nobody frames what nobody embeds.
  policy.push(['frame-ancestors', origins.length ? ["'self'", ...origins] : ["'none'"]]);
  return { policy: policy.map(([name, sources]) => [name, ...sources].join(' ')).join('; '), notes };
}

/** Every recipe with that policy, by the name of its file. */
export function recipes(policy) {
  const vercel = JSON.parse(read('deploy/vercel.json'));
  for (const { headers } of vercel.headers) {
    for (const header of headers) if (header.value === general) header.value = policy;
  }
  return {
    policy: `Content-Security-Policy: ${policy}\n`,
    env: `# For deploy/nginx and deploy/Caddyfile, in /etc/deskbell/deskbell.env:\nDESKBELL_POLICY="${policy}"\n`,
    _headers: read('deploy/_headers').replaceAll(general, policy),
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
