import { CarmineError } from '@carmine/errors';
import type { SavedLook } from './saved-look.ts';

/** Where saved looks are kept. A shop may bring its own, such as one behind its customer's login. */
export interface LookStore {
  /** device: in this browser until deleted. memory: until the page is left, because the browser keeps nothing (private mode). */
  readonly kind: 'device' | 'memory';
  /** Newest first. Reads only: asking stores nothing. */
  list(): Promise<readonly SavedLook[]>;
  /** Keeps `saved`, in place of the one with its id. Rejects storage-failed. */
  put(saved: SavedLook): Promise<void>;
  delete(id: string): Promise<void>;
  /** Forgets all, and the store itself. */
  clear(): Promise<void>;
  /** Idempotent. */
  close(): void;
}

/** By date; equal dates keep their order. */
export const newestFirst = (looks: readonly SavedLook[]): readonly SavedLook[] =>
  [...looks].sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0));

/** A refusal of the browser to store, such as a full disk. */
export const storageError = (cause: unknown): CarmineError =>
  new CarmineError('storage-failed', {
    message: `saved looks: ${cause instanceof Error ? cause.message : String(cause)}`,
    cause,
  });
