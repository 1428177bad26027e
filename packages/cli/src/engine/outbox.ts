import type { IncomingMessage } from 'node:http';
import { CarmineError } from '@carmine/errors';
import type { Route } from '../server/index.ts';

/** A result posted by the engine page: bytes, and the size where they are pixels. */
export interface Parcel {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

/** Adds the body to `whole` from byte `at` on. */
const readInto = async (request: IncomingMessage, whole: Buffer, at: number): Promise<void> => {
  let to = at;
  for await (const chunk of request) to += (chunk as Buffer).copy(whole, to);
};

/** Files in, pixels out over the local server: binary both ways, far cheaper than through the debugging protocol. */
export interface Outbox {
  readonly route: Route;
  /** Takes what was posted under `path`. @throws CarmineError `internal` when nothing was */
  take(path: string): Parcel;
  /** Drops everything under a prefix. */
  drop(prefix: string): void;
}

export const createOutbox = (): Outbox => {
  const parcels = new Map<string, Parcel>();
  return {
    route: async (request, response, path) => {
      if (request.method !== 'POST' || !path.startsWith('/out/')) return false;
      const number = (name: string) => Number(request.headers[name] ?? 0);
      const size = { width: number('x-width'), height: number('x-height') };
      const data = parcels.get(path)?.data ?? Buffer.alloc(number('x-length'));
      parcels.set(path, { data, ...size });
      await readInto(request, data, number('x-offset'));
      response.writeHead(204).end();
      return true;
    },
    take: (path) => {
      const parcel = parcels.get(path);
      parcels.delete(path);
      if (!parcel) throw new CarmineError('internal', { message: `The engine page posted no ${path}.` });
      return parcel;
    },
    drop: (prefix) => {
      for (const path of parcels.keys()) if (path.startsWith(prefix)) parcels.delete(path);
    },
  };
};
