// A CORS proxy for Deskbell as a Cloudflare Worker. It reaches the three APIs below and nothing else: the target is chosen
// by the name in the path, and nothing that a caller sends changes it.
//
//   https://WORKER/groove/v1/tickets      -> https://api.groovehq.com/v1/tickets
//   { "provider": "groove", "proxy": "https://WORKER/groove/{path}" }      an account of config.json
//
// Variables of the Worker (`npx wrangler deploy deploy/cloudflare-worker.js`, then `npx wrangler secret put NAME`):
//
//   ORIGINS                 the origins whose pages may call, separated by spaces: https://support.acme.example
//   SUPPORTBEE_UPSTREAM     https://COMPANY.supportbee.com (GROOVE_UPSTREAM and ZAIA_UPSTREAM are as below)
//   GROOVE_TOKEN, SUPPORTBEE_TOKEN, ZAIA_TOKEN      optional: credentials that the Worker adds
//   CALLERS                 name:password of everybody who may use those, one on each line
//
// Without a token of its own the Worker passes on what the agent typed in, and a caller without a token gets nothing. With
// one, whoever gets through acts with that token without knowing it. Therefore it asks each caller who it is then: without
// that, anybody who finds the address reads and answers all tickets, because only browsers respect ORIGINS. An account has
// "auth": "proxy" then, and the Worker stands on a route of the app's own host (https://support.acme.example/proxy/*),
// since browsers send a login to the page's own host alone.

const methods = ['OPTIONS', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The APIs by the name in the path: where each one is, and how its credential joins a call. */
const apis = {
  groove: {
    at: ({ GROOVE_UPSTREAM: upstream = 'https://api.groovehq.com' }) => upstream,
    add: ({ GROOVE_TOKEN: token }) => token && { header: `Bearer ${token}` },
  },
  supportbee: {
    at: ({ SUPPORTBEE_UPSTREAM: upstream }) => upstream,
    add: ({ SUPPORTBEE_TOKEN: token }) => token && { query: `auth_token=${encodeURIComponent(token)}` },
  },
  zaia: {
    at: ({ ZAIA_UPSTREAM: upstream = 'https://api.endless.zaia.app' }) => upstream,
    add: ({ ZAIA_TOKEN: token }) => token && { header: token },
  },
};

// What a call needs. Cookies, the caller's address and whatever else came along stay here.
const passedOn = ['accept', 'authorization', 'content-type'];
const passedBack = ['content-type', 'retry-after'];

export default {
  async fetch(request, environment) {
    const headers = permission(request.headers.get('Origin'), environment);
    try {
      return await answer(request, environment, headers);
    } catch {
      // Nothing of the request is told or written down: its query may hold a token.
      return new Response('The helpdesk cannot be reached.', { status: 502, headers });
    }
  },
};

async function answer(request, environment, headers) {
  const refuse = (status, words, more) => new Response(words, { status, headers: { ...headers, ...more } });
  if (!methods.includes(request.method)) return refuse(405, 'This method is not passed on.');
  // A browser's question whether it may call carries no password.
  if (request.method === 'OPTIONS') return refuse(204, null);

  const { pathname, search } = new URL(request.url);
  const [, name, path] = /^(?:\/proxy)?\/(\w+)(\/.*)$/.exec(pathname) ?? [];
  const api = Object.hasOwn(apis, name ?? '') ? apis[name] : undefined;
  const upstream = api?.at(environment);
  if (!upstream) return refuse(404, 'There is no such API here.');

  const sent = new Headers(passedOn.filter((field) => request.headers.has(field)).map((field) => [field, request.headers.get(field)]));
  let query = search;
  const credential = api.add(environment);
  if (credential) {
    if (!isCaller(request, environment)) return refuse(401, 'Who are you?', { 'WWW-Authenticate': 'Basic realm="Deskbell"' });
    sent.delete('authorization');
    if (credential.header) sent.set('authorization', credential.header);
    if (credential.query) query += `${query ? '&' : '?'}${credential.query}`;
  }

  const { status, headers: got, body } = await fetch(upstream + path + query, {
    method: request.method,
    headers: sent,
    body: request.body ? await request.arrayBuffer() : undefined,
    // Where it leads may hold the query, token included; the app follows none.
    redirect: 'manual',
  });
  for (const field of passedBack) if (got.has(field)) headers[field] = got.get(field);
  return new Response(body, { status, headers });
}

/** What every answer says, errors as well: the app can only explain what it may read. */
function permission(origin, { ORIGINS = '' }) {
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
  // Every one is compared, and to its end, so that the time tells nothing.
  return logins.map((login) => isSame(`Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(login)))}`, given)).includes(true);
}

function isSame(one, other) {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}
