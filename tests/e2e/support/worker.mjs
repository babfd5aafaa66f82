// The Cloudflare Worker of deploy/ behind node's HTTP, as close to its own place as it gets: the same fetch handler with
// requests and answers of the same standard.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import worker from '../../../deploy/cloudflare-worker.js';

/** Serves the Worker with these variables, and answers `{ url, stop }`. */
export async function startWorker(variables) {
  const server = createServer(async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const body = ['GET', 'HEAD'].includes(method) ? undefined : Readable.toWeb(incoming);
    const request = new Request(`http://${headers.host}${url}`, { method, headers, body, duplex: 'half' });
    const response = await worker.fetch(request, variables);
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
