import type { IncomingMessage } from 'node:http';
import type { Route } from '@carmine/cli/server';
import { configFrom, type HostConfig } from '../../demo/crm-host/src/config.ts';
import type { Database } from '../../demo/crm-host/src/db/database.ts';
import { migrate } from '../../demo/crm-host/src/db/migrate.ts';
import { openPglite } from '../../demo/crm-host/src/db/pglite.ts';
import { createHost, type Host } from '../../demo/crm-host/src/host.ts';

const ADMIN = 'admin-token-of-the-browser-tests';

/** The real CRM host over a store of its own, in this process, for pages of a test server. */
export interface TestCrmHost {
  readonly db: Database;
  /** `/v1/events` and `/v1/knowledge` of the shop's own origin, handed on as its server would. */
  readonly route: Route;
  /** One batch with the headers a browser sent; the origin of its `Host` is a page of this shop's. */
  handle(headers: Readonly<Record<string, string>>, body: string): Promise<Response>;
  /** What the host makes of what it was sent so far. */
  work(): Promise<void>;
  /** As a member of staff: the answer's JSON. */
  ask<T>(path: string): Promise<T>;
  /** false: as if nothing listened there. */
  reachable: boolean;
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

/** A request of a browser as the host's framework takes it. */
const handOn = async (
  host: Host,
  given: Readonly<Record<string, string>>,
  body: string,
): Promise<Response> => {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = given;
  return host.app.request('/v1/events', { method: 'POST', headers, body });
};

/** `db`: another store than an embedded one in memory. */
export const startCrmHost = async (db?: Database): Promise<TestCrmHost> => {
  const store = db ?? (await openPglite());
  await migrate(store);
  const origins: string[] = [];
  const plain = configFrom({ CRM_RATE: '0', CRM_ADMIN_TOKEN: ADMIN });
  const [site] = plain.senders.sites;
  const config: HostConfig = {
    ...plain,
    senders: { ...plain.senders, sites: [{ ...site!, origins, sources: origins }] },
  };
  const host = createHost({ db: store, config });
  await host.letAdminIn();
  await host.layStarter();
  const made: TestCrmHost = {
    db: store,
    reachable: true,
    route: async (request, response, path) => {
      if (path !== '/v1/events' && path !== '/v1/knowledge') return false;
      const body = await bodyOf(request);
      if (!made.reachable) {
        response.writeHead(502).end();
        return true;
      }
      const headers = Object.fromEntries(Object.entries(request.headers).map(([k, v]) => [k, String(v)]));
      const answer =
        path === '/v1/knowledge'
          ? await host.app.request(path, { headers })
          : await made.handle(headers, body);
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
      return true;
    },
    handle: (headers, body) => {
      // The test server's port is known only now.
      const origin = `http://${headers.host}`;
      if (!origins.includes(origin)) origins.push(origin);
      return handOn(host, headers, body);
    },
    work: () => host.work(),
    ask: async (path) => {
      const answer = await host.app.request(path, { headers: { Authorization: `Bearer ${ADMIN}` } });
      return (await answer.json()) as never;
    },
    close: () => store.close(),
  };
  return made;
};
