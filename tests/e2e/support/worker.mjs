// Runs the Cloudflare Worker of deploy/ on node's HTTP server. Its fetch handler gets standard requests and returns
// standard responses, as on Cloudflare.
import { Readable } from 'node:stream';
import worker from '../../../deploy/cloudflare-worker.js';
import { listen } from './services.mjs';

/** Serves the Worker with these variables, and returns `{ url, stop }`. */
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
