import type { Input } from '../io/inputs.ts';
import { createProgress, sayError, type Terminal } from '../io/terminal.ts';
import { EXIT } from './usage.ts';

/** Works the inputs off one after the other; a broken one is named and the rest goes on. Resolves to the exit code. */
export const runBatch = async (
  inputs: readonly Input[],
  terminal: Terminal,
  work: (input: Input) => Promise<void>,
): Promise<number> => {
  const progress = createProgress(terminal, inputs.length);
  let failed = 0;
  for (const [index, input] of inputs.entries()) {
    progress.step(index, input.label);
    try {
      if (input.error) throw input.error;
      await work(input);
    } catch (error) {
      progress.clear();
      failed++;
      const named = error instanceof Error && error.message.startsWith(input.label);
      sayError(terminal, error, named ? '' : `${input.label}: `);
    }
  }
  progress.clear();
  if (failed && inputs.length > 1) terminal.err(`carmine: ${failed} of ${inputs.length} inputs failed.`);
  return failed ? EXIT.failed : EXIT.ok;
};
