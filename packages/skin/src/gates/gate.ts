import type { GateResult } from '../types.ts';

/** Limits of a gate: `warn` and `block` are reached from below (a larger value is worse). */
export interface Limits {
  readonly warn: number;
  readonly block: number;
}

export const NO_BLOCK = Number.POSITIVE_INFINITY;

const round = (v: number): number => (Number.isFinite(v) ? Math.round(v * 1e4) / 1e4 : 0);

/** A gate whose value must stay low. A value that is not a number blocks nothing and warns: it could not be measured. */
export const below = (id: string, value: number, limits: Limits, hint: string): GateResult => {
  const level =
    Number.isNaN(value) || value >= limits.warn ? (value >= limits.block ? 'block' : 'warn') : 'pass';
  return { id, level, value: round(value), hint: level === 'pass' ? '' : hint };
};

/** A gate whose value must stay high. */
export const above = (id: string, value: number, limits: Limits, hint: string): GateResult => {
  const level = value >= limits.warn ? 'pass' : value < limits.block ? 'block' : 'warn';
  return { id, level, value: round(value), hint: level === 'pass' ? '' : hint };
};

export const blocked = (gates: readonly GateResult[]): boolean => gates.some((g) => g.level === 'block');
