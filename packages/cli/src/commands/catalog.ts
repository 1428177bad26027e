import type { Terminal } from '../io/terminal.ts';
import { readCatalogue, rowLine } from './catalogue-file.ts';
import { EXIT } from './usage.ts';

/** `carmine catalog check`: every fault as `line:field: message`, then a summary. Exit 1 when there is any. */
export const catalogCheck = (file: string, terminal: Terminal): number => {
  const { shades, errors } = readCatalogue(file, terminal.cwd);
  for (const error of errors) terminal.out(rowLine(error));
  const broken = new Set(errors.map((error) => error.line)).size;
  const types = new Map<string, number>();
  for (const shade of shades) types.set(shade.type, (types.get(shade.type) ?? 0) + 1);
  const kinds = [...types].map(([type, count]) => `${count} ${type}`).join(', ');
  terminal.out(`${shades.length} good${kinds ? ` (${kinds})` : ''}, ${broken} broken`);
  return errors.length ? EXIT.failed : EXIT.ok;
};
