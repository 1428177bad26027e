import type { SavedLook } from './saved-look.ts';
import { type LookStore, newestFirst } from './store.ts';

/** Looks until the page is left. */
export const createMemoryStore = (): LookStore => {
  const looks = new Map<string, SavedLook>();
  return {
    kind: 'memory',
    list: async () => newestFirst([...looks.values()]),
    put: async (saved) => void looks.set(saved.id, saved),
    delete: async (id) => void looks.delete(id),
    clear: async () => looks.clear(),
    close: () => {},
  };
};
