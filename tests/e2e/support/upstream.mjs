// An API that records requests, and responds with headers that a proxy must not pass on.
import { listen } from './services.mjs';

/** Returns `{ url, received, stop }`; `received` has each request as `{ method, url, headers, body }`. */
export async function startUpstream() {
  const received = [];
  const server = await listen(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { method, url, headers } = request;
    received.push({ method, url, headers, body });
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Set-Cookie': 'session=of-the-api',
      'Access-Control-Allow-Origin': 'https://of-the-api.example',
      Location: `https://of-the-api.example${url}`,
      'WWW-Authenticate': 'Basic realm="the API"',
      'Retry-After': '7',
    });
    response.end('{}');
  });
  return { ...server, received };
}
