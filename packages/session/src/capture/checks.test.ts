import { poseFromAngles, type TrackedFace } from '@carmine/face';
import type { GateResult } from '@carmine/skin';
import { gatePreset } from '@carmine/skin/live';
import { describe, expect, it } from 'vitest';
import { gateFaults, STEPS, stepsPassed } from './checks.ts';

const turned = (yaw: number, pitch = 0): TrackedFace =>
  ({ pose: poseFromAngles({ yaw, pitch, roll: 0 }) }) as unknown as TrackedFace;
const gate = (id: string, level: GateResult['level'] = 'warn', hint = ''): GateResult => ({
  id,
  level,
  value: 1,
  hint,
});

describe('gateFaults', () => {
  it.each([
    ['yaw', turned(20), 'turn-right'],
    ['yaw', turned(-20), 'turn-left'],
    ['pitch', turned(0, 15), 'chin-down'],
    ['pitch', turned(0, -15), 'chin-up'],
  ] as const)('%s says which way to turn back', (id, face, hint) => {
    expect(gateFaults([gate(id)], face)).toEqual([{ hint, level: 'warn' }]);
  });

  it('says what helps by the side of the fault', () => {
    expect(gateFaults([gate('brightness', 'warn', 'less-light')], turned(0))[0]!.hint).toBe('less-light');
    expect(gateFaults([gate('eyes', 'warn', 'open-eyes')], turned(0))[0]!.hint).toBe('open-eyes');
    expect(gateFaults([gate('clipping', 'block', 'more-light')], turned(0))[0]!.hint).toBe('more-light');
  });

  it('has an instruction for every gate, and none for one that passes or is not known', () => {
    for (const id of Object.keys(gatePreset())) expect(gateFaults([gate(id)], turned(1, 1))).toHaveLength(1);
    expect(gateFaults([gate('size', 'pass'), gate('tomorrow')], turned(0))).toEqual([]);
  });
});

it('two faults of one kind are one step', () => {
  expect(stepsPassed([])).toBe(STEPS.length);
  expect(
    stepsPassed([
      { hint: 'turn-left', level: 'warn' },
      { hint: 'chin-up', level: 'warn' },
    ]),
  ).toBe(STEPS.length - 1);
});
