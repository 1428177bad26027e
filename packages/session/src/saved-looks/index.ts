export { readSavedLookFile, savedLookFile } from './file.ts';
export { createMemoryStore } from './memory-store.ts';
export { openLookStore } from './open-store.ts';
export { type ParseContext, parseSavedLook, serializeSavedLook } from './parse.ts';
export {
  createSavedLook,
  LOOK_FORMAT,
  LOOK_VERSION,
  type LookDraft,
  type LookSkus,
  MAX_NAME,
  renameLook,
  type SavedLook,
} from './saved-look.ts';
export type { LookStore } from './store.ts';
