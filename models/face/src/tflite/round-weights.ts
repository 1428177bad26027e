import { readModel } from './reader.ts';
import { FIELD, TENSOR_TYPE } from './schema.ts';

/** IEEE 754 binary16: 10 stored bits of mantissa below 5 of exponent. */
const MANTISSA_BITS = 10;
const EXPONENT = 0x7c00;
const SIGN = 0x8000;

/** A half float (its 16 bits) with `bits` of its mantissa, rounded to nearest, ties to even. Infinities and NaN stay; so does a
 *  number that would become infinite. */
export const roundHalf = (half: number, bits: number): number => {
  const drop = MANTISSA_BITS - bits;
  if (drop <= 0 || (half & EXPONENT) === EXPONENT) return half;
  const [unit, low] = [1 << drop, half & ((1 << drop) - 1)];
  const down = (half & ~SIGN) - low;
  const up = low > unit / 2 || (low === unit / 2 && (down & unit) !== 0);
  const rounded = up ? down + unit : down;
  return (rounded & EXPONENT) === EXPONENT ? half : (half & SIGN) | rounded;
};

/** A copy of a TFLite model whose float16 weights keep `bits` of their mantissa: the same size and layout, but the zeroed bits compress. */
export const roundWeights = (model: Uint8Array, bits: number): Uint8Array => {
  const copy = model.slice();
  const { tensors, buffers } = readModel(copy);
  for (const tensor of tensors) {
    if (tensor.byte(FIELD.tensor.type) !== TENSOR_TYPE.float16) continue;
    const data = buffers[tensor.int(FIELD.tensor.buffer)]!.data(FIELD.buffer.data);
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    for (let at = 0; at + 1 < data.length; at += 2)
      view.setUint16(at, roundHalf(view.getUint16(at, true), bits), true);
  }
  return copy;
};
