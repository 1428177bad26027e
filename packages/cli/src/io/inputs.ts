import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { CarmineError, toCarmineError } from '@carmine/errors';
import { type FileKind, isPicture, isVideo, kindOf, MEDIA_NAME } from './kinds.ts';

/** One file to work on, or why it cannot be. */
export interface Input {
  /** As the user wrote it (or directory joined with name): what messages and JSON say. */
  readonly label: string;
  /** Absolute path. */
  readonly path: string;
  /** Stem of the output files; unique within a run. */
  readonly name: string;
  readonly kind: FileKind;
  readonly error?: CarmineError;
}

const sniff = (path: string): FileKind => {
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(64);
    const length = readSync(file, head, 0, head.length, 0);
    return kindOf(head.subarray(0, length));
  } finally {
    closeSync(file);
  }
};

const unreadable = (label: string, kind: FileKind): CarmineError => {
  if (kind === 'heic')
    return new CarmineError('image-unreadable', {
      message: `${label} is a HEIC picture, which browsers cannot read.`,
      hint: 'Export it as JPEG, PNG, WebP or AVIF.',
    });
  return new CarmineError('image-unreadable', {
    message: `${label} is not a picture that can be read: its first bytes are no JPEG, PNG, WebP or AVIF.`,
  });
};

/** Checks kind against what the command takes. */
const check = (label: string, kind: FileKind, video: boolean): CarmineError | undefined => {
  if (isPicture(kind) || (video && isVideo(kind))) return undefined;
  if (isVideo(kind))
    return new CarmineError('unsupported-format', {
      message: `${label} is a video; this command takes pictures.`,
      hint: 'Use a JPEG, PNG, WebP or AVIF. Only `carmine render` takes videos.',
    });
  return unreadable(label, kind);
};

interface Found {
  readonly label: string;
  readonly path: string;
  readonly error?: CarmineError;
}

const expand = (label: string, cwd: string): Found[] => {
  const path = resolve(cwd, label);
  try {
    if (!statSync(path).isDirectory()) return [{ label, path }];
    const names = readdirSync(path).filter((name) => MEDIA_NAME.test(name));
    if (names.length)
      return names.sort().map((name) => ({ label: join(label, name), path: join(path, name) }));
    const message = `${label} is a directory without pictures.`;
    return [{ label, path, error: new CarmineError('file-unreadable', { message }) }];
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const message = missing
      ? `${label} does not exist.`
      : `${label} cannot be read: ${(cause as Error).message}`;
    return [{ label, path, error: new CarmineError('file-unreadable', { message, cause }) }];
  }
};

/** Gives out stems that no other output uses, whatever the case of the letters: a, a-2, a-3. */
export const createNamer = (suffixes: readonly string[]): ((stem: string) => string) => {
  const taken = new Set<string>();
  return (stem) => {
    const outputs = (name: string) => suffixes.map((suffix) => `${name}${suffix}`.toLowerCase());
    let name = stem;
    for (let n = 2; outputs(name).some((output) => taken.has(output)); n++) name = `${stem}-${n}`;
    for (const output of outputs(name)) taken.add(output);
    return name;
  };
};

export interface InputOptions {
  readonly cwd: string;
  /** true: videos are taken too. */
  readonly video: boolean;
  /** Endings of the files written for one input, such as ".png" and ".lipstick.png". */
  readonly suffixes: readonly string[];
}

/** Files and directories (not their sub-directories, by name) as inputs; each broken one carries its error. */
export const findInputs = (args: readonly string[], options: InputOptions): Input[] => {
  const namer = createNamer(options.suffixes);
  return args
    .flatMap((label) => expand(label, options.cwd))
    .map(({ label, path, error }) => {
      const stem = basename(path, extname(path));
      const blank = { label, path, name: stem, kind: 'unknown' as const };
      if (error) return { ...blank, error };
      try {
        const kind = sniff(path);
        const wrong = check(label, kind, options.video);
        return wrong ? { ...blank, kind, error: wrong } : { label, path, kind, name: namer(stem) };
      } catch (cause) {
        return { ...blank, error: toCarmineError(cause, 'file-unreadable') };
      }
    });
};
