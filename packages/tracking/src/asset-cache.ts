import type { FileFacts } from './known-files.ts';

/** The SDK's part of the origin's Cache Storage. */
const CACHE = 'carmine-assets';
const DIGEST = 'sha256';

/** Where a file of these contents is kept: its own URL with its digest, so that another version is another entry. */
const keyOf = (url: URL, { sha256 }: FileFacts): string => {
  const key = new URL(url);
  key.searchParams.set(DIGEST, sha256);
  return key.href;
};

/** null where there is no Cache Storage (insecure page) or the browser refuses it (private window, blocked storage). */
const openCache = async (): Promise<Cache | null> => {
  try {
    return (await globalThis.caches?.open(CACHE)) ?? null;
  } catch {
    return null;
  }
};

/** The file as it was kept, or null. What is kept was checked against its digest. */
export const keptAsset = async (url: URL, facts: FileFacts): Promise<Response | null> => {
  try {
    return (await (await openCache())?.match(keyOf(url, facts))) ?? null;
  } catch {
    return null;
  }
};

const digestOf = async (bytes: ArrayBuffer): Promise<string> =>
  [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

const pending = new Set<Promise<unknown>>();

/** Keeps a file without anybody waiting: a start goes on while its files are put away. */
export const keepSoon = (url: URL, facts: FileFacts, parts: readonly BlobPart[]): void => {
  const work = keepAsset(url, facts, parts).finally(() => pending.delete(work));
  pending.add(work);
};

/** Resolves when all that was given to `keepSoon` is put away. */
export const allKept = async (): Promise<void> => void (await Promise.all(pending));

/** Keeps a file for the next start and lets go of other versions of it. Bytes that are not those the build wrote are not kept.
 *  Resolves whether it was kept; a full or forbidden storage is no error. */
export const keepAsset = async (url: URL, facts: FileFacts, parts: readonly BlobPart[]): Promise<boolean> => {
  const file = new Blob([...parts]);
  if (file.size !== facts.bytes) return false;
  try {
    const cache = await openCache();
    if (!cache || (await digestOf(await file.arrayBuffer())) !== facts.sha256) return false;
    const key = keyOf(url, facts);
    await cache.put(key, new Response(file));
    for (const { url: other } of await cache.keys())
      if (other !== key && samePath(other, url)) await cache.delete(other);
    return true;
  } catch {
    return false;
  }
};

const samePath = (other: string, url: URL): boolean => {
  const { origin, pathname } = new URL(other);
  return origin === url.origin && pathname === url.pathname;
};
