import { resolve } from 'node:path';
import {
  IMPORT_FIELDS,
  IMPORT_FORMATS,
  type Imported,
  type ImportFormat,
  importShades,
  isTarget,
} from '@carmine/shades';
import { createWriter } from '../io/output.ts';
import type { Terminal } from '../io/terminal.ts';
import { rowLine } from './catalogue-file.ts';
import { sourceRows } from './source-rows.ts';
import { EXIT, usage } from './usage.ts';

export interface ImportCommandOptions {
  readonly from: string;
  readonly out: string;
  readonly map?: readonly string[];
  readonly set?: readonly string[];
}

const formatOf = (text: string): ImportFormat => {
  const found = IMPORT_FORMATS.find((f) => f === text);
  if (found) return found;
  throw usage(`--from ${text}: expected ${IMPORT_FORMATS.join(', ')}.`);
};

/** "hex=Swatch colour" pairs. */
const pairs = (flag: string, list: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(
    list.map((text) => {
      const at = text.indexOf('=');
      const target = text.slice(0, at).trim();
      if (at < 1 || !text.slice(at + 1).trim()) throw usage(`${flag} ${text}: expected FIELD=TEXT.`);
      if (!isTarget(target))
        throw usage(`${flag} ${text}: ${target} is no field. Fields: ${IMPORT_FIELDS.join(', ')}.`);
      return [target, text.slice(at + 1).trim()];
    }),
  );

/** What the import took from where, for the person who runs it. */
const say = ({ used, unused, filled }: Imported, terminal: Terminal): void => {
  const columns = [...used].map(([header, target]) =>
    header === target ? target : `${header} -> ${target}`,
  );
  terminal.err(`columns: ${columns.join(', ') || 'none'}`);
  if (unused.length) terminal.err(`left aside: ${unused.join(', ')}`);
  for (const [target, { value, rows }] of filled)
    terminal.err(`${target}: "${value}" assumed for ${rows} ${rows === 1 ? 'row' : 'rows'}`);
};

/** `carmine catalog import`: a foreign file as shade/1 lines. Every row left out is named as `line:field: message`; exit 1 when there is any. */
export const catalogImport = (file: string, options: ImportCommandOptions, terminal: Terminal): number => {
  const from = formatOf(options.from);
  const map = pairs('--map', options.map);
  const set = pairs('--set', options.set);
  const rows = sourceRows(file, terminal.cwd, from);
  const headers = new Set(rows.flatMap((row) => Object.keys(row.cells)));
  for (const [target, header] of Object.entries(map))
    if (!headers.has(header))
      throw usage(`--map ${target}=${header}: no such column. Columns: ${[...headers].join(', ')}.`);
  const result = importShades(rows, { from, map, set });
  say(result, terminal);
  for (const error of result.errors) terminal.out(rowLine(error));
  const path = resolve(terminal.cwd, options.out);
  const at = path.lastIndexOf('/');
  const writer = createWriter(path.slice(0, at) || '/', terminal.cwd, [resolve(terminal.cwd, file)]);
  writer.write(path.slice(at + 1), result.records.map((r) => `${JSON.stringify(r)}\n`).join(''));
  const broken = new Set(result.errors.map((e) => e.line)).size;
  terminal.out(`${result.records.length} written to ${options.out}, ${broken} left out`);
  return result.errors.length ? EXIT.failed : EXIT.ok;
};
