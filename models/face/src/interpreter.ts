import type { readModel, TableView } from './tflite/reader.ts';
import { FIELD, OPERATORS, TENSOR_TYPE } from './tflite/schema.ts';

/** A tensor's value while a graph is interpreted. */
export interface TensorValue {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
type Model = ReturnType<typeof readModel>;

/** Runs the operators of a written model from number `first` on, as TFLite's reference kernels define them, on given
 *  values of earlier tensors. Only the operators the graft uses; a check of the file itself, for tests.
 *  Returns the values of all tensors it made. */
export const interpret = (
  model: Model,
  first: number,
  given: ReadonlyMap<number, TensorValue>,
): Map<number, TensorValue> => {
  const values = new Map(given);
  for (const operator of model.operators.slice(first)) {
    const inputs = operator.ints(FIELD.operator.inputs).map((t) => values.get(t) ?? constant(model, t));
    const [output] = operator.ints(FIELD.operator.outputs) as [number];
    const shape = model.tensors[output]!.ints(FIELD.tensor.shape);
    const data = run(model, operator, inputs);
    if (data.length !== shape.reduce((a, b) => a * b, 1))
      throw new Error(`interpret: tensor ${output} has ${data.length} values, shape [${shape}]`);
    values.set(output, { shape, data });
  }
  return values;
};

const constant = (model: Model, tensor: number): TensorValue => {
  const table = model.tensors[tensor]!;
  const bytes = model.buffers[table.int(FIELD.tensor.buffer)]!.data(FIELD.buffer.data);
  if (bytes.length === 0 || table.byte(FIELD.tensor.type) !== TENSOR_TYPE.int32)
    throw new Error(`interpret: tensor ${tensor} has no int32 value`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data = Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(i * 4, true));
  return { shape: table.ints(FIELD.tensor.shape), data };
};

const run = (model: Model, operator: TableView, inputs: readonly TensorValue[]): number[] => {
  const code = model.operatorCodes[operator.int(FIELD.operator.opcodeIndex)]!.int(
    FIELD.operatorCode.builtinCode,
  );
  const [input, second, third] = inputs as [TensorValue, TensorValue, TensorValue];
  const axis = operator.table(FIELD.operator.builtinOptions)?.int(0) ?? 0;
  switch (code) {
    case OPERATORS.RESHAPE.code:
      return [...input.data];
    case OPERATORS.SLICE.code:
      return slice(input, second.data, third.data);
    case OPERATORS.GATHER.code:
      return second.data.flatMap((row) => rowsOf(input)[row]!);
    case OPERATORS.MEAN.code:
      return rowsOf(input)[0]!.map(
        (_, k) => rowsOf(input).reduce((s, row) => s + row[k]!, 0) / input.shape[0]!,
      );
    case OPERATORS.CONCATENATION.code:
      return axis === 0
        ? inputs.flatMap((t) => [...t.data])
        : rowsOf(input).flatMap((_, r) => inputs.flatMap((t) => rowsOf(t)[r]!));
    default:
      throw new Error(`interpret: operator ${code} is not one of the graft's`);
  }
};

/** The rows of an [n, k] tensor. */
const rowsOf = ({ shape, data }: TensorValue): number[][] =>
  Array.from({ length: shape[0]! }, (_, r) => data.slice(r * shape[1]!, (r + 1) * shape[1]!));

const slice = (input: TensorValue, begin: readonly number[], size: readonly number[]): number[] =>
  rowsOf(input)
    .slice(begin[0], begin[0]! + size[0]!)
    .flatMap((row) => row.slice(begin[1], begin[1]! + size[1]!));
