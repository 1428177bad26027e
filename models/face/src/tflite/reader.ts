import { ByteBuffer } from 'flatbuffers';
import { FIELD } from './schema.ts';

/** A FlatBuffers table read by field number; offsets are absolute positions in the file. */
export class TableView {
  readonly bytes: ByteBuffer;
  /** Position of the table in the file. */
  readonly position: number;

  constructor(bytes: ByteBuffer, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  static root(data: Uint8Array): TableView {
    const bytes = new ByteBuffer(data);
    return new TableView(bytes, bytes.readInt32(0));
  }

  /** Position of a field's inline value, 0 when the field is absent. */
  at(field: number): number {
    const offset = this.bytes.__offset(this.position, 4 + 2 * field);
    return offset ? this.position + offset : 0;
  }

  int(field: number, missing = 0): number {
    const at = this.at(field);
    return at ? this.bytes.readInt32(at) : missing;
  }

  byte(field: number, missing = 0): number {
    const at = this.at(field);
    return at ? this.bytes.readInt8(at) : missing;
  }

  string(field: number): string | null {
    const at = this.at(field);
    return at ? String(this.bytes.__string(at)) : null;
  }

  table(field: number): TableView | null {
    const at = this.at(field);
    return at ? new TableView(this.bytes, this.bytes.__indirect(at)) : null;
  }

  /** Position of the object a field refers to (string, vector or table), 0 when absent. */
  target(field: number): number {
    const at = this.at(field);
    return at ? this.bytes.__indirect(at) : 0;
  }

  tables(field: number): TableView[] {
    return this.#vector(field, (at) => new TableView(this.bytes, this.bytes.__indirect(at)));
  }

  ints(field: number): number[] {
    return this.#vector(field, (at) => this.bytes.readInt32(at));
  }

  floats(field: number): number[] {
    return this.#vector(field, (at) => this.bytes.readFloat32(at));
  }

  /** A vector of bytes as a view into the file. */
  data(field: number): Uint8Array {
    const at = this.at(field);
    if (!at) return new Uint8Array();
    const start = this.bytes.__vector(at);
    return this.bytes.bytes().subarray(start, start + this.bytes.__vector_len(at));
  }

  #vector<T>(field: number, read: (at: number) => T): T[] {
    const at = this.at(field);
    if (!at) return [];
    const start = this.bytes.__vector(at);
    return Array.from({ length: this.bytes.__vector_len(at) }, (_, i) => read(start + i * 4));
  }
}

/** The parts of a TFLite model Carmine reads: the model, its one subgraph, and their tables. */
export const readModel = (data: Uint8Array) => {
  const model = TableView.root(data);
  const subgraph = model.tables(FIELD.model.subgraphs)[0];
  if (!subgraph) throw new Error('TFLite model: no subgraph');
  return {
    model,
    subgraph,
    tensors: subgraph.tables(FIELD.subgraph.tensors),
    operators: subgraph.tables(FIELD.subgraph.operators),
    buffers: model.tables(FIELD.model.buffers),
    operatorCodes: model.tables(FIELD.model.operatorCodes),
    outputs: subgraph.ints(FIELD.subgraph.outputs),
    inputs: subgraph.ints(FIELD.subgraph.inputs),
  };
};
