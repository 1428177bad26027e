import { beforeAll, describe, expect, it } from 'vitest';
import {
  FIRST_EYE_ROWS,
  FIRST_IRIS_ROWS,
  LIPS_ROWS,
  SECOND_EYE_ROWS,
  SECOND_IRIS_ROWS,
} from './attention-indices.ts';
import { refinementProgram } from './graft.ts';
import { interpret, type TensorValue } from './interpreter.ts';
import { readPackedAssets } from './packed-assets.ts';
import { extendModel } from './tflite/extend.ts';
import { readModel } from './tflite/reader.ts';
import { FIELD } from './tflite/schema.ts';

let old: Uint8Array;
let written: Uint8Array;

beforeAll(async () => {
  old = (await readPackedAssets())('face_landmark_with_attention.tflite');
  written = extendModel(old, {
    metadata: new Uint8Array([1, 2, 3]),
    program: refinementProgram(readModel(old)),
  });
});

/** Deterministic values in -100..300, as pixels of the 192 x 192 input may be. */
const randomTensors = (seed: number) => {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32) * 400 - 100;
  };
  return (length: number): number[] => Array.from({ length }, next);
};

/** LandmarksRefinementCalculator (mediapipe/calculators/util) with the settings of
 *  tensors_to_face_landmarks_with_attention.pbtxt, written independently of the graft. */
const mediapipeRefinement = (t: Record<string, number[]>): number[] => {
  const out: { x: number; y: number; z: number }[] = Array.from({ length: 478 }, () => ({
    x: 0,
    y: 0,
    z: 0,
  }));
  for (let i = 0; i < 468; i++)
    out[i] = {
      x: t.output_mesh_identity![i * 3]!,
      y: t.output_mesh_identity![i * 3 + 1]!,
      z: t.output_mesh_identity![i * 3 + 2]!,
    };
  const refine = (name: string, indices: readonly number[]) =>
    indices.forEach((landmark, i) => {
      out[landmark]!.x = t[name]![i * 2]!;
      out[landmark]!.y = t[name]![i * 2 + 1]!;
    });
  refine('output_lips', LIPS_ROWS);
  refine('output_left_eye', FIRST_EYE_ROWS);
  refine('output_right_eye', SECOND_EYE_ROWS);
  refine('output_left_iris', FIRST_IRIS_ROWS);
  refine('output_right_iris', SECOND_IRIS_ROWS);
  const averageZ = (from: number[]) => from.reduce((s, i) => s + out[i]!.z, 0) / from.length;
  const z = [
    averageZ([33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173]),
    averageZ([263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398]),
  ];
  for (let i = 0; i < 10; i++) out[468 + i]!.z = z[i < 5 ? 0 : 1]!;
  return out.flatMap((p) => [p.x, p.y, p.z]);
};

describe('the grafted attention mesh', () => {
  it.each([1, 77, 4242])("equals MediaPipe's refinement on random tensors, seed %i", (seed) => {
    const model = readModel(written);
    const before = readModel(old);
    const random = randomTensors(seed);
    const given = new Map<number, TensorValue>();
    const named: Record<string, number[]> = {};
    for (const tensor of before.outputs) {
      const shape = before.tensors[tensor]!.ints(FIELD.tensor.shape);
      const data = random(shape.reduce((a, b) => a * b, 1));
      given.set(tensor, { shape, data });
      named[before.tensors[tensor]!.string(FIELD.tensor.name)!] = data;
    }
    const values = interpret(model, before.operators.length, given);
    const landmarks = values.get(model.outputs[0]!)!;
    expect(landmarks.shape).toEqual([1, 1, 1, 1434]);
    const want = mediapipeRefinement(named);
    landmarks.data.forEach((value, i) => {
      expect(value).toBeCloseTo(want[i]!, 9);
    });
    expect(values.get(model.outputs[1]!)!.data).toEqual(named.conv_faceflag);
  });

  it('keeps the old file as its tail, byte for byte, on a 16-byte boundary', () => {
    const tail = Math.ceil(old.length / 16) * 16;
    expect(written.length % 16).toBe(0);
    expect(
      Buffer.compare(written.subarray(written.length - tail, written.length - tail + old.length), old),
    ).toBe(0);
  });

  it('refers to every old table where it was', () => {
    const [model, before] = [readModel(written), readModel(old)];
    const shift = written.length - Math.ceil(old.length / 16) * 16;
    for (const kind of ['tensors', 'operators', 'buffers', 'operatorCodes'] as const)
      expect(model[kind].slice(0, before[kind].length).map((t) => t.position)).toEqual(
        before[kind].map((t) => t.position + shift),
      );
    expect(model.inputs).toEqual(before.inputs);
    expect(model.outputs).toHaveLength(2);
    expect(model.model.int(FIELD.model.version)).toBe(3);
  });
});

it('lists 80 lip, 71 + 71 eye and 5 + 5 iris rows, each landmark once', () => {
  const lists = [LIPS_ROWS, FIRST_EYE_ROWS, SECOND_EYE_ROWS, FIRST_IRIS_ROWS, SECOND_IRIS_ROWS];
  expect(lists.map((l) => l.length)).toEqual([80, 71, 71, 5, 5]);
  expect(new Set(lists.flat()).size).toBe(232);
});
