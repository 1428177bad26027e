/** One field of a protobuf message: its number and its raw value (varint as number, fixed32 and bytes as views). */
export interface ProtoField {
  readonly number: number;
  readonly varint?: number;
  readonly bytes?: Uint8Array;
}

/** Walks the fields of a protobuf message (wire types 0, 1, 2, 5; protobuf.dev/programming-guides/encoding).
 *  Enough for MediaPipe's small metadata; a whole protobuf runtime would be 100 times its size. */
export function* readProto(message: Uint8Array): Generator<ProtoField> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = message[at++];
      if (byte === undefined) throw new Error('protobuf: message ends inside a varint');
      value += (byte & 127) * shift;
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Uint8Array => {
    if (at + length > message.length) throw new Error('protobuf: message ends inside a field');
    at += length;
    return message.subarray(at - length, at);
  };
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (wire === 0) yield { number, varint: varint() };
    else if (wire === 1) yield { number, bytes: take(8) };
    else if (wire === 2) yield { number, bytes: take(varint()) };
    else if (wire === 5) yield { number, bytes: take(4) };
    else throw new Error(`protobuf: unknown wire type ${wire}`);
  }
}

/** Repeated floats (packed or not) of field `number`. */
export const protoFloats = (message: Uint8Array, number: number): number[] => {
  const out: number[] = [];
  for (const field of readProto(message)) {
    if (field.number !== number || !field.bytes) continue;
    const view = new DataView(field.bytes.buffer, field.bytes.byteOffset, field.bytes.byteLength);
    for (let i = 0; i < view.byteLength; i += 4) out.push(view.getFloat32(i, true));
  }
  return out;
};

/** Repeated unsigned integers (packed or not) of field `number`. */
export const protoInts = (message: Uint8Array, number: number): number[] => {
  const out: number[] = [];
  for (const field of readProto(message)) {
    if (field.number !== number) continue;
    if (field.varint !== undefined) out.push(field.varint);
    else if (field.bytes) out.push(...packedVarints(field.bytes));
  }
  return out;
};

const packedVarints = (bytes: Uint8Array): number[] => {
  const out: number[] = [];
  let value = 0;
  let shift = 1;
  for (const byte of bytes) {
    value += (byte & 127) * shift;
    shift *= 128;
    if (byte >= 128) continue;
    out.push(value);
    value = 0;
    shift = 1;
  }
  return out;
};
