import type { Look, ProductKind } from '@carmine/makeup';
import { createEngine, type Engine } from '../engine/host.ts';
import type { EngineBackend, FaceAnswer } from '../engine/protocol.ts';
import { findInputs, type Input } from '../io/inputs.ts';
import { isVideo } from '../io/kinds.ts';
import { createWriter, toJson, type Writer } from '../io/output.ts';
import { encodePng } from '../io/png.ts';
import type { Terminal } from '../io/terminal.ts';
import { runBatch } from './batch.ts';
import { useCatalogue } from './catalogue-file.ts';
import { readLook } from './look-file.ts';
import type { Paths } from './usage.ts';

export interface RenderOptions {
  readonly look: string;
  readonly out: string;
  readonly catalog?: string;
  readonly mask?: boolean;
  readonly json?: boolean;
  readonly backend?: Exclude<EngineBackend, 'auto'>;
  readonly faceModel?: string;
}

interface Task {
  readonly engine: Engine;
  readonly writer: Writer;
  readonly terminal: Terminal;
  readonly options: RenderOptions;
  readonly look: Look;
  readonly masks: readonly ProductKind[];
}

/** An answer without a face says so. */
const why = (faces: readonly FaceAnswer[]) => (faces.length ? {} : { reason: 'no-face' });

const noteNoFace = ({ terminal }: Task, input: Input, faces: readonly unknown[]): void => {
  if (!faces.length) terminal.err(`carmine: ${input.label}: no face was found; the picture is unchanged.`);
};

const renderPicture = async (input: Input, task: Task): Promise<void> => {
  const { engine, writer, terminal, options, look, masks } = task;
  const wish = { look, masks, backend: options.backend ?? ('auto' as const), light: options.json === true };
  const { answer, parcel } = await engine.render(input.path, wish);
  const written: string[] = [];
  const put = (name: string, data: string | Uint8Array) => written.push(writer.write(name, data));
  put(`${input.name}.png`, encodePng({ ...parcel('image'), channels: 4 }));
  for (const product of masks)
    put(`${input.name}.${product}.png`, encodePng({ ...parcel(`mask.${product}`), channels: 1 }));
  const { faces, width, height, backend, light, timings, device } = answer;
  if (options.json) {
    const head = { version: 1, input: input.label, width, height, backend, device };
    put(`${input.name}.json`, toJson({ ...head, faces, ...why(faces), light, timings }));
  }
  noteNoFace(task, input, faces);
  for (const path of written) terminal.out(path);
};

const renderFilm = async (input: Input, task: Task): Promise<void> => {
  const { engine, writer, terminal, options, look } = task;
  const kind = input.kind as 'mp4' | 'webm' | 'y4m';
  const { answer, parcel } = await engine.renderVideo(input.path, {
    look,
    kind,
    backend: options.backend ?? 'auto',
  });
  const { width, height, backend, frames, extension, timings } = answer;
  const written = [writer.write(`${input.name}.${extension}`, parcel('video').data)];
  if (options.json) {
    const head = { version: 1, input: input.label, width, height, backend };
    written.push(writer.write(`${input.name}.json`, toJson({ ...head, frames, timings })));
  }
  if (options.mask) terminal.err(`carmine: ${input.label}: --mask is for pictures; a video has none.`);
  noteNoFace(
    task,
    input,
    frames.flatMap((frame) => frame.faces),
  );
  for (const path of written) terminal.out(path);
};

/** `carmine render`: pictures and films with a look on. Resolves to the exit code. */
export const render = async (
  args: readonly string[],
  options: RenderOptions,
  { terminal, paths }: { terminal: Terminal; paths: Paths },
): Promise<number> => {
  const shades = options.catalog ? useCatalogue(options.catalog, terminal) : undefined;
  const look = readLook(options.look, terminal.cwd, shades);
  const products = [...new Set(look.layers.map((layer) => layer.product))];
  const masks = options.mask ? products : [];
  const suffixes = ['.png', '.webm', '.json', ...masks.map((product) => `.${product}.png`)];
  const inputs = findInputs(args, { cwd: terminal.cwd, video: true, suffixes });
  const sources = inputs.map((input) => input.path);
  const writer = createWriter(options.out, terminal.cwd, sources);
  const engine = createEngine({ ...paths, ...(options.faceModel ? { faceModel: options.faceModel } : {}) });
  try {
    const task = { engine, writer, terminal, options, look, masks };
    return await runBatch(inputs, terminal, (input) =>
      isVideo(input.kind) ? renderFilm(input, task) : renderPicture(input, task),
    );
  } finally {
    await engine.close();
  }
};
