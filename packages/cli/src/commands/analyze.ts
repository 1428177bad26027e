import { createEngine } from '../engine/host.ts';
import { findInputs } from '../io/inputs.ts';
import { createWriter, toJson } from '../io/output.ts';
import type { Terminal } from '../io/terminal.ts';
import { runBatch } from './batch.ts';
import type { Paths } from './usage.ts';

export interface AnalyzeOptions {
  readonly out: string;
  readonly faceModel?: string;
}

/** `carmine analyze`: a skin report for each picture. Resolves to the exit code. */
export const analyze = async (
  args: readonly string[],
  options: AnalyzeOptions,
  { terminal, paths }: { terminal: Terminal; paths: Paths },
): Promise<number> => {
  const inputs = findInputs(args, { cwd: terminal.cwd, video: false, suffixes: ['.json'] });
  const writer = createWriter(
    options.out,
    terminal.cwd,
    inputs.map((input) => input.path),
  );
  const engine = createEngine({
    ...paths,
    numFaces: 1,
    ...(options.faceModel ? { faceModel: options.faceModel } : {}),
  });
  try {
    return await runBatch(inputs, terminal, async (input) => {
      const { answer } = await engine.analyze(input.path);
      const { width, height, faces, report, timings } = answer;
      const head = { version: 1, input: input.label, width, height };
      const body = report ?? { faces: [], reason: 'no-face', gates: [], skin: null, measures: [] };
      const found = faces.map(({ confidence }) => ({ confidence }));
      if (!report) terminal.err(`carmine: ${input.label}: no face was found.`);
      const json = toJson({ ...head, faces: found, ...body, timings: { ...timings, ...report?.timings } });
      terminal.out(writer.write(`${input.name}.json`, json));
    });
  } finally {
    await engine.close();
  }
};
