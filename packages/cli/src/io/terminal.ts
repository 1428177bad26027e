import { toCarmineError } from '@carmine/errors';

/** Where a command reads and speaks; replaced in tests. */
export interface Terminal {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Results, and nothing else. */
  out(text: string): void;
  /** Messages for people. */
  err(text: string): void;
  /** true: progress may be drawn on stderr. */
  readonly interactive: boolean;
}

export const processTerminal = (): Terminal => ({
  // pnpm and npm run scripts in the package folder and leave the caller's in INIT_CWD.
  cwd: process.env.CARMINE_CWD ?? process.cwd(),
  env: process.env,
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY === true,
});

/** "carmine: what happened" and, below, what to do, where the message does not say it already. */
export const sayError = (terminal: Terminal, error: unknown, prefix = ''): void => {
  const e = toCarmineError(error);
  terminal.err(`carmine: ${prefix}${e.message}`);
  if (e.hint && e.hint !== e.message) terminal.err(`  ${e.hint}`);
};

/** One line on a terminal that tells how far a batch is; silent elsewhere. */
export const createProgress = (terminal: Terminal, total: number) => {
  const line = (text: string) => {
    if (terminal.interactive) process.stderr.write(`\r\x1b[2K${text}`);
  };
  return {
    step: (done: number, label: string) => line(`[${done + 1}/${total}] ${label}`),
    note: (text: string) => line(text),
    clear: () => line(''),
  };
};
