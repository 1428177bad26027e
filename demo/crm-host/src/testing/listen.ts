import { serve } from '@hono/node-server';
import type { Host } from '../host.ts';

/** Lets a host of a test listen on a port of its own. */
export const listen = async (host: Host): Promise<{ readonly origin: string; close(): Promise<void> }> => {
  const server = serve({ fetch: host.app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const { port } = server.address() as { port: number };
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A live stream would hold it open.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
};
