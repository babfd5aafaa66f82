// The Cloudflare Worker of deploy/ behind node's HTTP, as close to its own place as it gets: the same fetch handler with
// requests and answers of the same standard.
import { Readable } from 'node:stream';
import worker from '../../../deploy/cloudflare-worker.js';
import { listen } from './services.mjs';

/** Serves the Worker with these variables, and answers `{ url, stop }`. */
export function startWorker(variables) {
  return listen(async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const body = ['GET', 'HEAD'].includes(method) ? undefined : Readable.toWeb(incoming);
    const request = new Request(`http://${headers.host}${url}`, { method, headers, body, duplex: 'half' });
    const response = await worker.fetch(request, variables);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
}
