import type { GatePresetName, SkinMapId } from '@carmine/skin';
import { createEngine } from '../engine/host.ts';
import type { AnalyzeAnswer } from '../engine/protocol.ts';
import { findInputs } from '../io/inputs.ts';
import { createWriter, toJson } from '../io/output.ts';
import { encodePng } from '../io/png.ts';
import type { Terminal } from '../io/terminal.ts';
import { runBatch } from './batch.ts';
import { type ReferenceFlags, referenceOf } from './reference-flags.ts';
import type { Paths } from './usage.ts';

export interface AnalyzeOptions extends ReferenceFlags {
  readonly out: string;
  readonly maps?: boolean;
  readonly strictness?: GatePresetName;
  readonly faceModel?: string;
}

const MAP_IDS: readonly SkinMapId[] = [
  'melanin',
  'blood',
  'shade',
  'specular',
  'line',
  'spot',
  'blemish',
  'pore',
];

/** Faces looked for: the first is read, and the gate says when others stand beside it. */
const FACES = 4;

/** `maps` of the JSON: file and scale of each; null with a reason where none could be made. */
const mapsOf = ({ maps, report }: AnalyzeAnswer, fileOf: (id: SkinMapId) => string): object => {
  if (maps.length)
    return { maps: Object.fromEntries(maps.map(({ id, ...scale }) => [id, { file: fileOf(id), ...scale }])) };
  const blocked = report?.gates.find((gate) => gate.level === 'block');
  return { maps: null, reason: report ? (blocked?.hint ?? 'no-cheek') : 'no-face' };
};

/** `carmine analyze`: a skin report for each picture. Resolves to the exit code. */
export const analyze = async (
  args: readonly string[],
  options: AnalyzeOptions,
  { terminal, paths }: { terminal: Terminal; paths: Paths },
): Promise<number> => {
  const reference = referenceOf(options, terminal);
  const wish = {
    maps: options.maps === true,
    ...(options.strictness ? { strictness: options.strictness } : {}),
    ...(reference ? { reference } : {}),
  };
  const suffixes = ['.json', ...(options.maps ? MAP_IDS.map((id) => `.${id}.png`) : [])];
  const inputs = findInputs(args, { cwd: terminal.cwd, video: false, suffixes });
  const writer = createWriter(
    options.out,
    terminal.cwd,
    inputs.map((input) => input.path),
  );
  const engine = createEngine({
    ...paths,
    numFaces: FACES,
    ...(options.faceModel ? { faceModel: options.faceModel } : {}),
  });
  try {
    return await runBatch(inputs, terminal, async (input) => {
      const { answer, parcel } = await engine.analyze(input.path, wish);
      const fileOf = (id: SkinMapId) => `${input.name}.${id}.png`;
      const { width, height, faces, report, timings } = answer;
      const head = { version: 1, input: input.label, width, height };
      const body = report ?? { faces: [], reason: 'no-face', gates: [], skin: null, measures: [] };
      const found = faces.map(({ confidence }) => ({ confidence }));
      if (!report) terminal.err(`carmine: ${input.label}: no face was found.`);
      const maps = options.maps ? mapsOf(answer, fileOf) : {};
      const spent = { ...timings, ...report?.timings };
      const json = toJson({ ...head, faces: found, ...body, ...maps, timings: spent });
      terminal.out(writer.write(`${input.name}.json`, json));
      for (const { id } of answer.maps)
        terminal.out(writer.write(fileOf(id), encodePng({ ...parcel(`map.${id}`), channels: 1 })));
    });
  } finally {
    await engine.close();
  }
};
