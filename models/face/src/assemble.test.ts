import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleFaceModel, BUNDLE_FILES } from './assemble.ts';
import { main } from './cli.ts';
import { readModel, TableView } from './tflite/reader.ts';
import { FIELD, METADATA_IDENTIFIER, METADATA_NAME, MODEL_IDENTIFIER } from './tflite/schema.ts';

let bundle: Uint8Array;
let files: Record<string, Uint8Array>;
beforeAll(async () => {
  bundle = await assembleFaceModel();
  files = unzipSync(bundle);
});

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** Local headers of a zip in order: name, method, where the data starts (APPNOTE 4.3.7). */
const localHeaders = (zip: Uint8Array) => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const out: { name: string; method: number; start: number }[] = [];
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const [name, extra] = [view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
    const start = at + 30 + name + extra;
    out.push({
      name: text(zip.subarray(at + 30, at + 30 + name)),
      method: view.getUint16(at + 8, true),
      start,
    });
    at = start + view.getUint32(at + 18, true);
  }
  return out;
};

describe('face_landmarker.task', () => {
  it('is a stored zip of the three files, each on a 16-byte boundary', () => {
    const headers = localHeaders(bundle);
    expect(headers.map((h) => h.name)).toEqual([...BUNDLE_FILES]);
    expect(headers.map((h) => h.method)).toEqual([0, 0, 0]);
    expect(headers.map((h) => h.start % 16)).toEqual([0, 0, 0]);
  });

  it('is the same on every run', async () => {
    expect(Buffer.compare(await assembleFaceModel(), bundle)).toBe(0);
  });

  it.each([
    ['face_detector.tflite', 127.5, 127.5],
    ['face_landmarks_detector.tflite', 0, 255],
  ])('%s carries metadata with mean %f and std %f', (name, mean, std) => {
    const file = files[name]!;
    expect(text(file.subarray(4, 8))).toBe(MODEL_IDENTIFIER);
    const { model, buffers } = readModel(file);
    const entry = model.tables(FIELD.model.metadata)[0]!;
    expect(entry.string(FIELD.metadata.name)).toBe(METADATA_NAME);
    const metadata = buffers[entry.int(FIELD.metadata.buffer)]!.data(FIELD.buffer.data);
    expect(text(metadata.subarray(4, 8))).toBe(METADATA_IDENTIFIER);
    const inputs = TableView.root(metadata.slice())
      .tables(FIELD.modelMetadata.subgraphMetadata)[0]!
      .tables(FIELD.subgraphMetadata.inputTensorMetadata);
    expect(inputs).toHaveLength(1);
    const options = inputs[0]!
      .tables(FIELD.tensorMetadata.processUnits)[0]!
      .table(FIELD.processUnit.options)!;
    expect(options.floats(FIELD.normalization.mean)).toEqual([mean]);
    expect(options.floats(FIELD.normalization.std)).toEqual([std]);
  });

  it("leaves the detector's graph as it was", () => {
    const { outputs, tensors } = readModel(files['face_detector.tflite']!);
    expect(outputs.map((t) => tensors[t]!.ints(FIELD.tensor.shape))).toEqual([
      [1, 896, 16],
      [1, 896, 1],
    ]);
  });
});

describe('carmine-face-model', () => {
  it('writes the bundle', async () => {
    const dir = join(mkdtempSync(join(tmpdir(), 'carmine-model-')), 'deep');
    expect(await main(['--out', dir])).toBe(0);
    expect(Buffer.compare(readFileSync(join(dir, 'face_landmarker.task')), bundle)).toBe(0);
  });

  it.each([[[]], [['--nonsense']], [['--out']]])('%j is wrong usage', async (args: string[]) => {
    expect(await main(args)).toBe(2);
  });

  it('says why it cannot write', async () => {
    expect(await main(['--out', '/dev/null/x'])).toBe(1);
  });
});
