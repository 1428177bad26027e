import { describe, expect, it } from 'vitest';
import { protoFloats, protoInts, readProto } from './protobuf.ts';

describe('readProto', () => {
  it.each([
    ['varint', [0x08, 0x96, 0x01], { number: 1, varint: 150 }],
    ['bytes', [0x12, 0x02, 0x68, 0x69], { number: 2, bytes: Uint8Array.of(0x68, 0x69) }],
    ['fixed32', [0x1d, 0, 0, 0x80, 0x3f], { number: 3, bytes: Uint8Array.of(0, 0, 0x80, 0x3f) }],
    ['fixed64', [0x21, 1, 2, 3, 4, 5, 6, 7, 8], { number: 4, bytes: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) }],
  ])('%s', (_, message, field) => expect([...readProto(Uint8Array.from(message))]).toEqual([field]));

  it.each([
    ['inside a varint', [0x08, 0x96]],
    ['inside a field', [0x12, 0x05, 0x68]],
    ['with a group, which nobody writes any more', [0x0b]],
  ])('refuses a message that ends %s', (_, message) => {
    expect(() => [...readProto(Uint8Array.from(message))]).toThrow('protobuf');
  });
});

it('reads repeated numbers packed and one by one', () => {
  expect(protoInts(Uint8Array.of(0x22, 3, 0x05, 0xac, 0x02, 0x20, 7), 4)).toEqual([5, 300, 7]);
  expect(protoFloats(Uint8Array.of(0x1a, 4, 0, 0, 0x80, 0x3f, 0x1d, 0, 0, 0, 0x40), 3)).toEqual([1, 2]);
});
