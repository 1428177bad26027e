import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CarmineError } from '@carmine/errors';

/** Six decimals are a thousandth of a pixel at 1000 px; more only make files longer. */
const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(6)) : value;

/** JSON as the command writes it: one level indented, arrays of numbers on one line. */
export const toJson = (value: unknown): string => {
  const text = JSON.stringify(value, round, 1);
  return text.replace(
    /\[\s+(-?[\d.e+-]+(?:,\s+-?[\d.e+-]+)*)\s+\]/g,
    (_, inner: string) => `[${inner.replace(/\s+/g, '')}]`,
  );
};

/** Writes files into one directory, never over an input. */
export interface Writer {
  /** Absolute path written. */
  write(name: string, data: string | Uint8Array): string;
}

/** @throws CarmineError `file-unreadable` when the directory cannot be made */
export const createWriter = (dir: string, cwd: string, inputs: readonly string[]): Writer => {
  const root = resolve(cwd, dir);
  try {
    mkdirSync(root, { recursive: true });
  } catch (cause) {
    throw new CarmineError('file-unreadable', {
      message: `--out ${dir} cannot be written: ${(cause as Error).message}`,
      hint: 'Name a directory that is there, or that can be made.',
      cause,
    });
  }
  const kept = new Set(inputs);
  return {
    write: (name, data) => {
      const path = join(root, name);
      if (kept.has(path))
        throw new CarmineError('invalid-argument', {
          message: `${path} is an input and would be overwritten.`,
          hint: 'Choose another --out directory.',
        });
      try {
        writeFileSync(path, data);
      } catch (cause) {
        throw new CarmineError('file-unreadable', {
          message: `${path} cannot be written: ${(cause as Error).message}`,
          hint: 'Check that the disk has room and the directory may be written.',
          cause,
        });
      }
      return path;
    },
  };
};
