import { Builder } from 'flatbuffers';
import type { AddedOperator, AddedTensor, Program, TensorRef } from './program.ts';
import { readModel, type TableView } from './reader.ts';
import {
  FIELD,
  METADATA_NAME,
  MODEL_IDENTIFIER,
  OPERATORS,
  type OperatorName,
  TENSOR_TYPE,
} from './schema.ts';

const ALIGNMENT = 16;

export interface Extension {
  /** Bytes of a TFLITE_METADATA flatbuffer. */
  readonly metadata: Uint8Array;
  /** Operators to append; absent: the graph stays as it is. */
  readonly program?: Program;
}

/** Adds metadata and operators to a TFLite model without touching a byte of it: FlatBuffers offsets point
 *  forwards, so the new root, vectors and tables go before the old bytes and refer into them. The old file
 *  (padded to 16 bytes) is the tail of the result. */
export const extendModel = (old: Uint8Array, { metadata, program }: Extension): Uint8Array =>
  new ModelExtension(old).write(metadata, program);

class ModelExtension {
  readonly #builder: Builder;
  readonly #old: ReturnType<typeof readModel>;
  readonly #oldLength: number;
  readonly #buffers: number[];
  readonly #tensors: number[];
  readonly #operators: number[];
  readonly #codes: number[];
  readonly #tensorIndex = new Map<AddedTensor, number>();
  readonly #codeIndex = new Map<OperatorName, number>();

  constructor(old: Uint8Array) {
    this.#oldLength = Math.ceil(old.length / ALIGNMENT) * ALIGNMENT;
    const tail = new Uint8Array(this.#oldLength);
    tail.set(old);
    this.#builder = new Builder(this.#oldLength + 65536);
    this.#builder.createByteVector(tail);
    this.#old = readModel(old);
    this.#buffers = this.#old.buffers.map((t) => this.#kept(t.position));
    this.#tensors = this.#old.tensors.map((t) => this.#kept(t.position));
    this.#operators = this.#old.operators.map((t) => this.#kept(t.position));
    this.#codes = this.#old.operatorCodes.map((t) => this.#kept(t.position));
  }

  write(metadata: Uint8Array, program: Program | undefined): Uint8Array {
    const b = this.#builder;
    const metadataTable = this.#metadata(this.#buffer(metadata));
    for (const operator of program?.operators ?? []) this.#operators.push(this.#operator(operator));
    const outputs = program
      ? this.#ints(program.outputs.map((t) => this.#tensor(t)))
      : this.#keptField(this.#old.subgraph, FIELD.subgraph.outputs);
    const subgraphs = this.#offsets([this.#subgraph(outputs)]);
    const [codes, buffers, metadatas] = [this.#codes, this.#buffers, [metadataTable]].map((v) =>
      this.#offsets(v),
    );
    const { model } = this.#old;
    b.startObject(8);
    b.addFieldInt32(FIELD.model.version, model.int(FIELD.model.version), 0);
    b.addFieldOffset(FIELD.model.operatorCodes, codes!, 0);
    b.addFieldOffset(FIELD.model.subgraphs, subgraphs, 0);
    b.addFieldOffset(FIELD.model.description, this.#keptField(model, FIELD.model.description), 0);
    b.addFieldOffset(FIELD.model.buffers, buffers!, 0);
    b.addFieldOffset(FIELD.model.metadataBuffer, this.#keptField(model, FIELD.model.metadataBuffer), 0);
    b.addFieldOffset(FIELD.model.metadata, metadatas!, 0);
    // The root's alignment sets that of the whole file, and with it the old bytes' own.
    const root = b.endObject();
    b.prep(ALIGNMENT, 8);
    b.finish(root, MODEL_IDENTIFIER);
    return b.asUint8Array().slice();
  }

  /** An object of the old file as the builder counts: bytes from the end of the result. */
  #kept(position: number): number {
    return this.#oldLength - position;
  }

  #keptField(table: TableView, field: number): number {
    const target = table.target(field);
    return target ? this.#kept(target) : 0;
  }

  #subgraph(outputs: number): number {
    const b = this.#builder;
    const tensors = this.#offsets(this.#tensors);
    const operators = this.#offsets(this.#operators);
    b.startObject(5);
    b.addFieldOffset(FIELD.subgraph.tensors, tensors, 0);
    b.addFieldOffset(FIELD.subgraph.inputs, this.#keptField(this.#old.subgraph, FIELD.subgraph.inputs), 0);
    b.addFieldOffset(FIELD.subgraph.outputs, outputs, 0);
    b.addFieldOffset(FIELD.subgraph.operators, operators, 0);
    b.addFieldOffset(FIELD.subgraph.name, this.#keptField(this.#old.subgraph, FIELD.subgraph.name), 0);
    return b.endObject();
  }

  #operator({ op, inputs, output, axis }: AddedOperator): number {
    const b = this.#builder;
    const inputList = this.#ints(inputs.map((t) => this.#tensor(t)));
    const outputList = this.#ints([this.#tensor(output)]);
    const options = this.#options(op, output, axis ?? 0);
    const code = this.#code(op);
    b.startObject(5);
    b.addFieldInt32(FIELD.operator.opcodeIndex, code, 0);
    b.addFieldOffset(FIELD.operator.inputs, inputList, 0);
    b.addFieldOffset(FIELD.operator.outputs, outputList, 0);
    b.addFieldInt8(FIELD.operator.builtinOptionsType, OPERATORS[op].options, 0);
    b.addFieldOffset(FIELD.operator.builtinOptions, options, 0);
    return b.endObject();
  }

  /** First field of each options table: ReshapeOptions.new_shape, ReducerOptions.keep_dims, else axis. */
  #options(op: OperatorName, output: AddedTensor, axis: number): number {
    const b = this.#builder;
    const shape = op === 'RESHAPE' ? this.#ints(output.shape) : 0;
    b.startObject(2);
    if (op === 'RESHAPE') b.addFieldOffset(0, shape, 0);
    if (op === 'MEAN') b.addFieldInt8(0, 1, 0);
    if (op === 'CONCATENATION' || op === 'GATHER') b.addFieldInt32(0, axis, 0);
    return b.endObject();
  }

  #tensor(ref: TensorRef): number {
    if (typeof ref === 'number') return ref;
    const known = this.#tensorIndex.get(ref);
    if (known !== undefined) return known;
    const b = this.#builder;
    // Buffer 0 is TFLite's empty buffer: results of operators have no data in the file.
    const buffer = ref.values ? this.#buffer(new Uint8Array(Int32Array.from(ref.values).buffer)) : 0;
    const shape = this.#ints(ref.shape);
    const name = b.createString(ref.name);
    b.startObject(4);
    b.addFieldOffset(FIELD.tensor.shape, shape, 0);
    b.addFieldInt8(FIELD.tensor.type, TENSOR_TYPE[ref.type], 0);
    b.addFieldInt32(FIELD.tensor.buffer, buffer, 0);
    b.addFieldOffset(FIELD.tensor.name, name, 0);
    const index = this.#tensors.push(b.endObject()) - 1;
    this.#tensorIndex.set(ref, index);
    return index;
  }

  #code(op: OperatorName): number {
    const known = this.#codeIndex.get(op);
    if (known !== undefined) return known;
    const b = this.#builder;
    b.startObject(4);
    b.addFieldInt8(FIELD.operatorCode.deprecatedBuiltinCode, OPERATORS[op].code, 0);
    b.addFieldInt32(FIELD.operatorCode.version, 1, 0);
    b.addFieldInt32(FIELD.operatorCode.builtinCode, OPERATORS[op].code, 0);
    const index = this.#codes.push(b.endObject()) - 1;
    this.#codeIndex.set(op, index);
    return index;
  }

  /** Index of a new buffer with these bytes. */
  #buffer(data: Uint8Array): number {
    const b = this.#builder;
    b.startVector(1, data.length, ALIGNMENT);
    for (let i = data.length - 1; i >= 0; i--) b.addInt8(data[i]!);
    const vector = b.endVector();
    b.startObject(1);
    b.addFieldOffset(FIELD.buffer.data, vector, 0);
    return this.#buffers.push(b.endObject()) - 1;
  }

  #metadata(buffer: number): number {
    const b = this.#builder;
    const name = b.createString(METADATA_NAME);
    b.startObject(2);
    b.addFieldOffset(FIELD.metadata.name, name, 0);
    b.addFieldInt32(FIELD.metadata.buffer, buffer, 0);
    return b.endObject();
  }

  #ints(values: readonly number[]): number {
    const b = this.#builder;
    b.startVector(4, values.length, 4);
    for (let i = values.length - 1; i >= 0; i--) b.addInt32(values[i]!);
    return b.endVector();
  }

  #offsets(targets: readonly number[]): number {
    const b = this.#builder;
    b.startVector(4, targets.length, 4);
    for (let i = targets.length - 1; i >= 0; i--) b.addOffset(targets[i]!);
    return b.endVector();
  }
}
