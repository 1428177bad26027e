import { CarmineError, type ErrorCode } from '@carmine/errors';
import { keepSoon, keptAsset } from './asset-cache.ts';
import { type FileFacts, knownFile } from './known-files.ts';

/** A file that is being loaded: counts its bytes while they stream in. */
export interface AssetRequest {
  readonly url: URL;
  /** Name in errors and progress: path under assetBase, or the URL itself. */
  readonly name: string;
  /** First bytes the file must have; empty: any. */
  readonly magic: readonly number[];
  /** Looks at a whole file; false: it is corrupt. */
  readonly check?: (file: Uint8Array) => boolean;
  /** Code for a file that is not there, and for one that is something else. */
  readonly codes: { readonly missing: ErrorCode; readonly corrupt: ErrorCode };
  /** Size and digest the build wrote down: such a file is kept in Cache Storage. */
  readonly facts?: FileFacts | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes?: (bytes: number) => void;
}

const ASSET_CODES = { missing: 'asset-missing', corrupt: 'asset-corrupt' } as const;

export const WASM_FILE = 'wasm/vision_wasm_module_internal.wasm';
export const LOADER_FILE = 'wasm/vision_wasm_module_internal.js';
export const MODEL_FILE = 'models/face_landmarker.task';
export const VISIBILITY_FILE = 'models/visibility.bin';
/** "CVIS": see packages/parsing/src/visibility/weights.ts. */
const VISIBILITY_MAGIC = [0x43, 0x56, 0x49, 0x53];
const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d];
/** "End of central directory", the last record of every zip (APPNOTE 4.3.16); a cut-off download lacks it. */
const ZIP_END = [0x50, 0x4b, 0x05, 0x06];
const ZIP_END_BYTES = 22;
const ZIP_COMMENT_MAX = 65_535;

/** A bundle may start with padding (the official one does), so a zip is known by its end. */
const isZip = (file: Uint8Array): boolean => {
  const last = file.length - ZIP_END_BYTES;
  for (let at = last; at >= Math.max(0, last - ZIP_COMMENT_MAX); at--)
    if (ZIP_END.every((byte, i) => file[at + i] === byte)) return true;
  return false;
};

/** The request for a file under assetBase. */
export const assetRequest = (
  base: URL,
  name: typeof WASM_FILE | typeof MODEL_FILE | typeof VISIBILITY_FILE,
): AssetRequest => ({
  url: new URL(name, base),
  name,
  codes: ASSET_CODES,
  facts: knownFile(name),
  ...FORMS[name],
});

/** How each file is known. */
const FORMS = {
  [WASM_FILE]: { magic: WASM_MAGIC },
  [MODEL_FILE]: { magic: [], check: isZip },
  [VISIBILITY_FILE]: { magic: VISIBILITY_MAGIC },
};

/** The request for a face model elsewhere. */
export const modelRequest = (url: URL): AssetRequest => ({
  url,
  name: url.href,
  magic: [],
  check: isZip,
  codes: { missing: 'model-invalid', corrupt: 'model-invalid' },
});

/** assetBase as a folder URL: "assets" and "assets/" mean the same. */
export const folderUrl = (base: string | URL, page: string | undefined): URL => {
  try {
    const url = new URL(base, page);
    if (!url.pathname.endsWith('/')) url.pathname += '/';
    return url;
  } catch (cause) {
    throw new CarmineError('invalid-argument', { message: `assetBase is no URL: ${String(base)}`, cause });
  }
};

const refuse = (
  request: AssetRequest,
  kind: 'missing' | 'corrupt',
  why: string,
  cause?: unknown,
): CarmineError =>
  new CarmineError(request.codes[kind], {
    message: `${request.name}: ${why}`,
    details: { file: request.name, url: request.url.href },
    cause,
  });

/** The error for a network answer that cannot be the file. */
const badAnswer = (request: AssetRequest, response: Response): CarmineError | null => {
  if (!response.ok) return refuse(request, 'missing', `the server answered ${response.status}`);
  const type = response.headers.get('content-type') ?? '';
  if (/^text\/html/i.test(type)) return refuse(request, 'corrupt', `the server sent ${type} instead`);
  return null;
};

/** Opens the file, kept from an earlier start or fetched once; checks status, type and first bytes before anything else is read, and
 *  hands on a body that counts itself. Rejects asset-missing / asset-corrupt / model-invalid / aborted. */
export const openAsset = async (request: AssetRequest): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => {
  const kept = request.facts && (await keptAsset(request.url, request.facts));
  if (kept?.body) return checkedBody(request, kept.body.getReader());
  const response = await fetch(request.url, {
    signal: request.signal ?? null,
    credentials: 'same-origin',
  }).catch((cause) => {
    throw aborted(request) ?? refuse(request, 'missing', 'could not be fetched', cause);
  });
  const bad = badAnswer(request, response);
  if (bad || !response.body) {
    await response.body?.cancel();
    throw bad ?? refuse(request, 'corrupt', 'the answer is empty');
  }
  return checkedBody(request, response.body.getReader(), keeperOf(request));
};

/** Collects what comes from the network and keeps it when it is whole; null: not a file to keep. */
const keeperOf = ({ url, facts }: AssetRequest): Keeper | null => {
  if (!facts || !globalThis.caches) return null;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  return {
    add: (part) => void parts.push(part),
    whole: () => keepSoon(url, facts, parts),
  };
};

interface Keeper {
  add(part: Uint8Array<ArrayBuffer>): void;
  whole(): void;
}

const aborted = (request: AssetRequest): CarmineError | null =>
  request.signal?.aborted
    ? new CarmineError('aborted', { message: `${request.name}: loading was cancelled` })
    : null;

type Reader = ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;

const checkedBody = async (
  request: AssetRequest,
  reader: Reader,
  keeper: Keeper | null = null,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> => {
  const read = async () =>
    reader.read().catch((cause) => {
      throw aborted(request) ?? refuse(request, 'corrupt', 'the download broke off', cause);
    });
  let head = new Uint8Array(0);
  while (head.length < request.magic.length) {
    const { value, done } = await read();
    if (done) throw refuse(request, 'corrupt', 'the file ends at once');
    head = joined(head, value);
  }
  if (!request.magic.every((byte, i) => head[i] === byte)) {
    await reader.cancel();
    throw refuse(request, 'corrupt', 'it is another kind of file');
  }
  const take = (part: Uint8Array<ArrayBuffer>): void => {
    request.onBytes?.(part.length);
    keeper?.add(part);
  };
  take(head);
  return new ReadableStream({
    start: (controller) => controller.enqueue(head),
    pull: async (controller) => {
      const { value, done } = await read();
      if (done) {
        keeper?.whole();
        return controller.close();
      }
      take(value);
      controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
};

const joined = (a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  if (a.length === 0) return b;
  const out = new Uint8Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
};

/** A whole file in memory. */
export const readAsset = async (request: AssetRequest): Promise<Uint8Array<ArrayBuffer>> => {
  const body = await openAsset(request);
  const file = new Uint8Array(await new Response(body).arrayBuffer());
  if (request.check?.(file) === false)
    throw refuse(request, 'corrupt', 'it is cut off or another kind of file');
  return file;
};

/** Why a script would not load: asks the server for it once more and reads only the headers.
 *  null: the file is there and a script, so something else stopped it. */
export const scriptFault = async (url: URL, name: string): Promise<CarmineError | null> => {
  const request: AssetRequest = { url, name, magic: [], codes: ASSET_CODES };
  try {
    const response = await fetch(url, { credentials: 'same-origin' });
    await response.body?.cancel();
    const bad = badAnswer(request, response);
    if (bad) return bad;
    const type = response.headers.get('content-type') ?? '';
    return /javascript|ecmascript/i.test(type)
      ? null
      : refuse(request, 'corrupt', `the server sent type "${type}"`);
  } catch (cause) {
    return refuse(request, 'missing', 'could not be fetched', cause);
  }
};
