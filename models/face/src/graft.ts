import {
  EYE_CONTOUR_ROWS,
  FIRST_EYE_ROWS,
  FIRST_IRIS_ROWS,
  LANDMARK_ROWS,
  LIPS_ROWS,
  MESH_ROWS,
  SECOND_EYE_ROWS,
  SECOND_IRIS_ROWS,
} from './attention-indices.ts';
import { type AddedTensor, type Program, ProgramBuilder } from './tflite/program.ts';
import type { readModel } from './tflite/reader.ts';
import { FIELD } from './tflite/schema.ts';

/** Output tensors of face_landmark_with_attention.tflite by name, and how many x, y points each holds. */
const REFINEMENTS = [
  { output: 'output_lips', rows: LIPS_ROWS },
  { output: 'output_left_eye', rows: FIRST_EYE_ROWS },
  { output: 'output_right_eye', rows: SECOND_EYE_ROWS },
  { output: 'output_left_iris', rows: FIRST_IRIS_ROWS },
  { output: 'output_right_iris', rows: SECOND_IRIS_ROWS },
] as const;

/** The operators that turn the attention mesh's seven outputs into what tasks-vision wants: output 0 the 478
 *  refined landmarks [1,1,1,1434], output 1 the presence logit. It is the arithmetic of MediaPipe's
 *  LandmarksRefinementCalculator: a refined x, y replaces the mesh's; z stays the mesh's, and an iris lies at
 *  the mean z of its lid margin. */
export const refinementProgram = (model: ReturnType<typeof readModel>): Program => {
  const output = (name: string): number => {
    const found = model.outputs.find((t) => model.tensors[t]!.string(FIELD.tensor.name) === name);
    if (found === undefined) throw new Error(`attention mesh: no output named ${name}`);
    return found;
  };
  const p = new ProgramBuilder();
  const mesh = p.reshape(output('output_mesh_identity'), [MESH_ROWS, 3]);
  const parts = [p.slice(mesh, [0, 0], [MESH_ROWS, 2])];
  for (const { output: name, rows } of REFINEMENTS) parts.push(p.reshape(output(name), [rows.length, 2]));
  const xy = p.gather(p.concat(parts, 0), refinedRows());
  const z = p.slice(mesh, [0, 2], [MESH_ROWS, 1]);
  const irisZ = [FIRST_EYE_ROWS, SECOND_EYE_ROWS].flatMap((eye): AddedTensor[] =>
    new Array(FIRST_IRIS_ROWS.length).fill(p.meanOfRows(p.gather(z, eye.slice(0, EYE_CONTOUR_ROWS)))),
  );
  const landmarks = p.concat([xy, p.concat([z, ...irisZ], 0)], 1);
  const flat = p.reshape(landmarks, [1, 1, 1, LANDMARK_ROWS * 3]);
  return { operators: p.operators, outputs: [flat, output('conv_faceflag')] };
};

/** For each landmark the row of the joined [700, 2] tensor that holds its best x, y. */
const refinedRows = (): number[] => {
  const row = Array.from({ length: LANDMARK_ROWS }, (_, i) => i);
  let first = MESH_ROWS;
  for (const { rows } of REFINEMENTS) {
    rows.forEach((landmark, i) => {
      row[landmark] = first + i;
    });
    first += rows.length;
  }
  return row;
};
