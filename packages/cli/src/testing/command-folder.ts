import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoRecords } from '@carmine/shades/demo';
import { run } from '../program.ts';

const paths = { assets: '/nowhere/assets', page: '/nowhere/engine', bench: '/nowhere/bench' };

/** What the command answered: its exit code and all it printed. */
export interface Told {
  code: number;
  out: string;
  err: string;
}

/** A temporary folder in which the command runs; no browser starts in it. */
export interface CommandFolder {
  cwd: string;
  put(name: string, text: string): void;
  carmine(...args: string[]): Promise<Told>;
}

/** With a good catalogue (`demo.jsonl`), one with two broken rows of four (`broken.jsonl`) and one of none (`bad.jsonl`). */
export const commandFolder = (): CommandFolder => {
  const cwd = mkdtempSync(join(tmpdir(), 'carmine-cmd-'));
  const put = (name: string, text: string) => writeFileSync(join(cwd, name), text);
  const rows = demoRecords().map((record) => JSON.stringify(record));
  const shiny = rows[1]!.replace('"matte"', '"shiny"').replace('"natural"', '"shiny"');
  put('demo.jsonl', rows.join('\n'));
  put('broken.jsonl', [rows[0], '{"sku": oops}', shiny.replace('"dewy"', '"shiny"'), rows[2]].join('\n'));
  put('bad.jsonl', 'nothing\nof use\n');
  const carmine = async (...args: string[]): Promise<Told> => {
    const [out, err]: [string[], string[]] = [[], []];
    const terminal = {
      cwd,
      env: {},
      out: (t: string) => void out.push(t),
      err: (t: string) => void err.push(t),
      interactive: false,
    };
    const code = await run(args, { terminal, paths });
    return { code, out: out.join('\n'), err: err.join('\n') };
  };
  return { cwd, put, carmine };
};
