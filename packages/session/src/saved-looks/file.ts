import { CarmineError } from '@carmine/errors';
import { badField } from './migrate.ts';
import { parseSavedLook, serializeSavedLook } from './parse.ts';
import type { SavedLook } from './saved-look.ts';

/** A look of twelve layers takes about 3 kB; a larger file is something else. */
const MAX_BYTES = 64 * 1024;

/** The look as a file to share: NAME.carmine.json. */
export const savedLookFile = (saved: SavedLook): File =>
  new File([serializeSavedLook(saved)], `${fileName(saved.name)}.carmine.json`, { type: 'application/json' });

/** Reads a file of savedLookFile, or an older one. Rejects look-invalid, look-newer and file-unreadable. */
export const readSavedLookFile = async (file: Blob): Promise<SavedLook> => {
  if (file.size > MAX_BYTES) throw badField('look', `a file of at most ${MAX_BYTES} bytes`, file.size);
  const name = 'name' in file ? String(file.name).replace(/(\.carmine)?\.json$/i, '') : '';
  let text: string;
  try {
    text = await file.text();
  } catch (cause) {
    throw new CarmineError('file-unreadable', {
      message: `saved look: ${name || 'the file'} cannot be read`,
      cause,
    });
  }
  return parseSavedLook(text, { name });
};

/** Without what no file system takes. */
const fileName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|.]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim() || 'look';
