import type { OperatorName } from './schema.ts';

/** A tensor of the graph: a number is one the model already has, an object one that is added. */
export type TensorRef = number | AddedTensor;

export interface AddedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: 'float32' | 'int32';
  /** Constant int32 values; absent for the result of an operator. */
  readonly values?: readonly number[];
}

export interface AddedOperator {
  readonly op: OperatorName;
  readonly inputs: readonly TensorRef[];
  readonly output: AddedTensor;
  /** CONCATENATION and GATHER: the axis. */
  readonly axis?: number;
}

/** Operators to run behind a model, in order, and what the model then puts out. */
export interface Program {
  readonly operators: readonly AddedOperator[];
  readonly outputs: readonly TensorRef[];
}

/** Writes a Program operator by operator; every method returns the result's tensor. */
export class ProgramBuilder {
  readonly operators: AddedOperator[] = [];

  reshape(input: TensorRef, shape: readonly number[]): AddedTensor {
    return this.#add('RESHAPE', [input, this.#constant(shape)], shape);
  }

  slice(input: TensorRef, begin: readonly number[], size: readonly number[]): AddedTensor {
    return this.#add('SLICE', [input, this.#constant(begin), this.#constant(size)], size);
  }

  /** Rows of a [n, k] tensor by number. */
  gather(input: AddedTensor, rows: readonly number[]): AddedTensor {
    return this.#add('GATHER', [input, this.#constant(rows)], [rows.length, input.shape[1]!], 0);
  }

  /** Mean over the rows of an [n, k] tensor: [1, k]. */
  meanOfRows(input: AddedTensor): AddedTensor {
    return this.#add('MEAN', [input, this.#constant([0])], [1, input.shape[1]!]);
  }

  /** Joins [n, k] tensors along rows (axis 0) or columns (axis 1). */
  concat(inputs: readonly AddedTensor[], axis: 0 | 1): AddedTensor {
    const sum = inputs.reduce((total, t) => total + t.shape[axis]!, 0);
    const other = inputs[0]!.shape[1 - axis]!;
    return this.#add('CONCATENATION', inputs, axis === 0 ? [sum, other] : [other, sum], axis);
  }

  #add(op: OperatorName, inputs: readonly TensorRef[], shape: readonly number[], axis?: number): AddedTensor {
    const name = `carmine/${this.operators.length}_${op.toLowerCase()}`;
    const output: AddedTensor = { name, shape, type: 'float32' };
    this.operators.push({ op, inputs, output, ...(axis === undefined ? {} : { axis }) });
    return output;
  }

  #constant(values: readonly number[]): AddedTensor {
    const name = `carmine/${this.operators.length}_constant_${values.length}`;
    return { name, shape: [values.length], type: 'int32', values };
  }
}
