// A CORS proxy for Deskbell, as a Cloudflare Worker. It reaches only the three APIs below: the name in the path selects the
// target, and callers cannot change it.
//
//   https://WORKER/groove/v1/tickets      -> https://api.groovehq.com/v1/tickets
//   In config.json: { "provider": "groove", "proxy": "https://WORKER/groove/{path}" }
//
// Deploy it with `npx wrangler deploy deploy/cloudflare-worker.js`, then set its variables with `npx wrangler secret put NAME`:
//
//   ORIGINS                 origins whose pages may call, separated by spaces: https://support.acme.example
//   SUPPORTBEE_UPSTREAM     https://COMPANY.supportbee.com (GROOVE_UPSTREAM and ZAIA_UPSTREAM default to the addresses below)
//   GROOVE_TOKEN, SUPPORTBEE_TOKEN, ZAIA_TOKEN      optional: credentials that the Worker adds
//   CALLERS                 name:password of everyone who may use those credentials, one per line
//
// Without a token of its own, the Worker passes on the agent's token, and callers without one get nothing.
//
// With a token of its own, the Worker requires a login, because its callers act with that token without knowing it. ORIGINS is
// no protection here: only browsers respect it. In that case set "auth": "proxy" in the account, and give the Worker a route on
// Deskbell's own server (https://support.acme.example/proxy/*): Deskbell sends a login only to the server that it came from.

const methods = ['OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The APIs by their name in the path: the address of each, and the form of its credential. */
const apis = {
  groove: {
    upstream: ({ GROOVE_UPSTREAM: upstream = 'https://api.groovehq.com' }) => upstream,
    credential: ({ GROOVE_TOKEN: token }) => token && { header: `Bearer ${token}` },
  },
  supportbee: {
    upstream: ({ SUPPORTBEE_UPSTREAM: upstream }) => upstream,
    credential: ({ SUPPORTBEE_TOKEN: token }) => token && { query: `auth_token=${encodeURIComponent(token)}` },
  },
  zaia: {
    upstream: ({ ZAIA_UPSTREAM: upstream = 'https://api.endless.zaia.app' }) => upstream,
    credential: ({ ZAIA_TOKEN: token }) => token && { header: token },
  },
};

// All other headers stay here, such as cookies and the caller's address.
const requestHeaders = ['accept', 'authorization', 'content-type'];
const responseHeaders = ['content-type', 'retry-after'];

export default {
  async fetch(request, environment) {
    const headers = corsHeaders(request.headers.get('Origin'), environment);
    try {
      return await respond(request, environment, headers);
    } catch {
      // The error is not shown or logged: it could contain the query, and with it a token.
      return new Response('The helpdesk cannot be reached.', { status: 502, headers });
    }
  },
};

async function respond(request, environment, headers) {
  const refuse = (status, text, more) => new Response(text, { status, headers: { ...headers, ...more } });
  if (!methods.includes(request.method)) return refuse(405, 'Method not allowed.');
  // CORS preflight requests carry no password.
  if (request.method === 'OPTIONS') return refuse(204, null);

  const { pathname, search } = new URL(request.url);
  const [, name, path] = /^(?:\/proxy)?\/(\w+)(\/.*)$/.exec(pathname) ?? [];
  const api = Object.hasOwn(apis, name ?? '') ? apis[name] : undefined;
  const upstream = api?.upstream(environment);
  if (!upstream) return refuse(404, 'Unknown API.');

  const forwarded = new Headers(requestHeaders.filter((field) => request.headers.has(field)).map((field) => [field, request.headers.get(field)]));
  let query = search;
  const credential = api.credential(environment);
  if (credential) {
    if (!isCaller(request, environment)) return refuse(401, 'Login required.', { 'WWW-Authenticate': 'Basic realm="Deskbell"' });
    forwarded.delete('authorization');
    if (credential.header) forwarded.set('authorization', credential.header);
    if (credential.query) query += `${query ? '&' : '?'}${credential.query}`;
  }

  const { status, headers: received, body } = await fetch(upstream + path + query, {
    method: request.method,
    headers: forwarded,
    body: request.body ? await request.arrayBuffer() : undefined,
    // The target of a redirect may contain the query with the token. Deskbell follows no redirects.
    redirect: 'manual',
  });
  for (const field of responseHeaders) if (received.has(field)) headers[field] = received.get(field);
  return new Response(body, { status, headers });
}

/** Returns the headers of every response. Errors need them too: Deskbell can only explain a response that it may read. */
function corsHeaders(origin, { ORIGINS = '' }) {
  return {
    ...(ORIGINS.split(/\s+/).includes(origin) && { 'Access-Control-Allow-Origin': origin }),
    'Access-Control-Allow-Methods': methods.join(', '),
    'Access-Control-Allow-Headers': 'Accept, Authorization, Content-Type',
    'Access-Control-Expose-Headers': 'Retry-After',
    'Access-Control-Max-Age': '7200',
    'Cache-Control': 'private, no-store',
    'X-Content-Type-Options': 'nosniff',
    Vary: 'Origin',
  };
}

function isCaller(request, { CALLERS = '' }) {
  const given = request.headers.get('Authorization') ?? '';
  const logins = CALLERS.split('\n').map((line) => line.trim()).filter(Boolean);
  // Compares with every login, and each one to its end, so that the time taken reveals nothing.
  return logins.map((login) => isSame(`Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(login)))}`, given)).includes(true);
}

function isSame(one, other) {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}
