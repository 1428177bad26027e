import { createMemoryStore } from './memory-store.ts';
import type { LookStore } from './store.ts';

/** The store of this browser, or one in memory where the browser keeps nothing. Creates nothing before the first `put`. */
export const openLookStore = async (): Promise<LookStore> => {
  try {
    const { openDeviceStore } = await import('./device-store.ts');
    return await openDeviceStore();
  } catch {
    return createMemoryStore();
  }
};
