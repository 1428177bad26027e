import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { parseSavedLook } from './parse.ts';
import type { SavedLook } from './saved-look.ts';
import { type LookStore, newestFirst, storageError } from './store.ts';

const DATABASE = 'carmine-looks';
const STORE = 'looks';
const VERSION = 1;

interface Schema extends DBSchema {
  [STORE]: { key: string; value: unknown };
}
type Database = IDBPDatabase<Schema>;

/** Looks in IndexedDB, one database an origin. It is made by the first `put` only: reading an origin that never kept a look leaves no
 *  trace. Rejects where the browser gives no storage (private mode of some, a sandboxed frame). */
export const openDeviceStore = async (): Promise<LookStore> => {
  let database: Promise<Database> | null = null;
  const open = (): Promise<Database> => {
    database ??= openDB<Schema>(DATABASE, VERSION, {
      upgrade: (db) => void db.createObjectStore(STORE, { keyPath: 'id' }),
      // Another tab clears or upgrades: let it, and open anew at the next call.
      blocking: () => close(),
      terminated: () => {
        database = null;
      },
    }).catch((error) => {
      database = null;
      throw error;
    });
    return database;
  };
  const close = (): void => {
    void database?.then((db) => db.close()).catch(() => undefined);
    database = null;
  };
  const exists = await probe();
  const readable = async (): Promise<Database | null> => (database || (await exists()) ? open() : null);

  return {
    kind: 'device',
    list: async () => {
      const db = await readable();
      return db ? newestFirst((await db.getAll(STORE)).flatMap(toLook)) : [];
    },
    put: async (saved) => {
      try {
        await (await open()).put(STORE, saved);
      } catch (cause) {
        throw storageError(cause);
      }
    },
    delete: async (id) => {
      const db = await readable();
      await db?.delete(STORE, id);
    },
    clear: async () => {
      close();
      await deleteDB(DATABASE);
    },
    close,
  };
};

/** An entry that cannot be read, by damage or by a newer page's hand, is left where it is and not shown. */
const toLook = (entry: unknown): SavedLook[] => {
  try {
    return [parseSavedLook(entry)];
  } catch {
    return [];
  }
};

/** Asks the browser once whether it gives storage at all; the answer tells later whether the database is there. */
const probe = async (): Promise<() => Promise<boolean>> => {
  // Firefox before 126 has no databases(): there the question itself makes an empty database.
  if (typeof indexedDB.databases !== 'function') return async () => true;
  await indexedDB.databases();
  return async () => (await indexedDB.databases()).some((d) => d.name === DATABASE);
};
