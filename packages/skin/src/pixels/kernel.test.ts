import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import openWabt from 'wabt';
import { MODULE as BOX_BLUR } from '../generated/box-blur-wasm.ts';
import { MODULE as PYRAMID } from '../generated/pyramid-wasm.ts';
import { kernelOf } from './kernel.ts';

it.each([
  ['box-blur', BOX_BLUR],
  ['pyramid', PYRAMID],
])('the module of %s is what its text says (else: `pnpm generate`)', async (name, module) => {
  const wabt = await openWabt();
  const text = wabt.parseWat(name, readFileSync(new URL(`${name}.wat`, import.meta.url), 'utf8'), {
    simd: true,
    bulk_memory: true,
  });
  expect(module).toBe(Buffer.from(text.toBinary({}).buffer).toString('base64'));
  text.destroy();
});

it('memory grows to what is asked for and keeps what lies in it', () => {
  const { room } = kernelOf(PYRAMID)();
  const before = room(100);
  before.floats[3] = 7;
  const after = room(3 * 65_536 + 1);
  expect(after.bytes.length).toBe(4 * 65_536);
  expect(after.floats[3]).toBe(7);
  expect(room(8)).toBe(after);
});
