import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type Mount, type Route, type StaticServer, startStaticServer } from '@carmine/cli/server';
import type { Line } from './line.ts';
import type { BenchPaths, Build } from './paths.ts';

/** The server of a bench, and what it has sent. */
export interface BenchServer {
  readonly origin: string;
  /** What `carmine-line` starts by. */
  readonly line: Line;
  /** Forgets what was sent so far. */
  forget(): void;
  /** What was sent since, without the bench's own page. */
  sent(): { requests: number; raw: number; brotli: number };
  close(): Promise<void>;
}

/** A shop's host: files named by content may be kept for a year (docs/guide/embed.md). */
const KEPT = /^\/(lib|assets|vision|official|other|line)\//;
const keep: Route = (_request, response, path) => {
  if (KEPT.test(path)) response.setHeader('cache-control', 'public, max-age=31536000, immutable');
  return false;
};

/** Where the build is served by the line. */
export const SLOW = '/line/';

const oneFile =
  (path: string, file: string): Route =>
  (_request, response, asked) => {
    if (asked !== path) return false;
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': statSync(file).size,
    });
    createReadStream(file).pipe(response);
    return true;
  };

export interface ServedPaths extends BenchPaths {
  /** A second build to compare with. */
  readonly other: Build | null;
  /** Folder of rendered clips. */
  readonly clips: string;
  /** The line that this build is served by once more, under /line/. */
  readonly line: Line;
}

const mountsOf = (paths: ServedPaths): Mount[] => [
  { prefix: '/bench/', dir: join(paths.bench, 'pages') },
  { prefix: '/clips/', dir: paths.clips },
  { prefix: '/lib/', dir: paths.build.library },
  { prefix: '/assets/', dir: paths.build.assets },
  { prefix: `${SLOW}lib/`, dir: paths.build.library },
  { prefix: `${SLOW}assets/`, dir: paths.build.assets },
  ...(paths.other
    ? [
        { prefix: '/other/lib/', dir: paths.other.library },
        { prefix: '/other/assets/', dir: paths.other.assets },
      ]
    : []),
  ...(paths.vision ? [{ prefix: '/vision/', dir: paths.vision }] : []),
  ...(paths.photos ? [{ prefix: '/photos/', dir: paths.photos }] : []),
];

/** URL of the model peers load, on the server. */
export const OFFICIAL = '/official/face_landmarker.task';

const kept = new Map<string, Buffer>();
/** Brotli level 9, as a host that compresses ahead; kept, since every round asks again. */
const compressed = (file: string): Buffer => {
  const known = kept.get(file);
  if (known) return known;
  const data = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: data.length };
  const body = brotliCompressSync(data, { params });
  kept.set(file, body);
  return body;
};

/** Kinds that a browser takes only with their own name. */
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** A compressed file by the line. */
const overLine =
  (line: Line, fileOf: (path: string) => string | null): Route =>
  async (_request, response, path) => {
    const file = path.startsWith(SLOW) ? fileOf(path) : null;
    if (!file || !existsSync(file)) return false;
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const body = compressed(file);
    response.writeHead(200, {
      'content-type': type,
      'content-encoding': 'br',
      'content-length': body.length,
    });
    await line.send(response, body);
    return true;
  };

/** Serves pages, builds, clips and models of one bench on 127.0.0.1 under the strict policy. */
export const startBenchServer = async (paths: ServedPaths): Promise<BenchServer> => {
  const mounts = mountsOf(paths).sort((a, b) => b.prefix.length - a.prefix.length);
  const official = paths.faceModel;
  const fileOf = (path: string): string | null => {
    if (path === OFFICIAL) return official;
    const mount = mounts.find(({ prefix }) => path.startsWith(prefix));
    return mount ? join(mount.dir, path.slice(mount.prefix.length)) : null;
  };
  const routes = [keep, overLine(paths.line, fileOf), ...(official ? [oneFile(OFFICIAL, official)] : [])];
  const server: StaticServer = await startStaticServer({ mounts, routes });
  let begun = 0;
  return {
    origin: server.origin,
    line: paths.line,
    forget: () => {
      begun = server.log.length;
    },
    sent: () => {
      const paths = server.log
        .slice(begun)
        .flatMap(({ path, status }) => (status === 200 && KEPT.test(path) ? [path] : []));
      const files = paths.flatMap((path) => {
        const file = fileOf(path);
        return file && existsSync(file) ? [file] : [];
      });
      const sum = (size: (file: string) => number) => files.reduce((total, file) => total + size(file), 0);
      return {
        requests: paths.length,
        raw: sum((file) => statSync(file).size),
        brotli: sum((file) => compressed(file).length),
      };
    },
    close: () => server.close(),
  };
};

/** URLs of the photographs, at most `count`. */
export const photoUrls = (folder: string | null, count: number): string[] =>
  folder
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.jpg'))
        .sort()
        .slice(0, count)
        .map((name) => `/photos/${name}`)
    : [];
