// An API that says what reached it, and answers with all that a proxy must keep to itself.
import { listen } from './services.mjs';

/** Answers `{ url, seen, stop }`; `seen` holds each request as `{ method, url, headers, body }`. */
export async function startUpstream() {
  const seen = [];
  const server = await listen(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body });
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
  return { ...server, seen };
}
