import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { CarmineError } from '@carmine/errors';
import { type ParsedCatalogue, parseCatalogue, type RowError } from '@carmine/shades';
import type { Terminal } from '../io/terminal.ts';
import { usage } from './usage.ts';

/** "12:color.hex: expected #rrggbb", as cli.md says. */
export const rowLine = ({ line, field, message }: RowError): string => `${line}:${field}: ${message}`;

/** Reads a catalogue file whatever its rows are worth. @throws CarmineError `file-unreadable` */
export const readCatalogue = (label: string, cwd: string): ParsedCatalogue => {
  try {
    return parseCatalogue(readFileSync(resolve(cwd, label), 'utf8'));
  } catch (cause) {
    if (cause instanceof CarmineError) throw cause;
    const message = `${label} cannot be read: ${(cause as Error).message}`;
    throw new CarmineError('file-unreadable', { message, cause });
  }
};

/** For the commands that use shades: broken rows are named on stderr, the good ones go on. @throws UsageError when none is good */
export const useCatalogue = (label: string, terminal: Terminal) => {
  let parsed: ParsedCatalogue;
  try {
    parsed = readCatalogue(label, terminal.cwd);
  } catch (error) {
    throw usage(`--catalog ${(error as Error).message}`, { code: 'catalogue-invalid', cause: error });
  }
  const { shades, errors } = parsed;
  for (const error of errors) terminal.err(`${label}:${rowLine(error)}`);
  if (!shades.length)
    throw usage(`--catalog ${label} has no usable row.`, {
      code: 'catalogue-invalid',
      hint: `See: carmine catalog check ${label}`,
    });
  if (errors.length)
    terminal.err(`carmine: ${label}: broken rows left out; ${shades.length} good ones are used.`);
  return shades;
};
