import { EMPTY_LOOK } from '@carmine/makeup';
import { QUALITY_STEPS } from './governor/steps.ts';
import { MAX_LOOKS } from './grid.ts';
import type { Phase, TryOnState } from './types.ts';

/** How one field of the state behaves. */
interface StateRow<K extends keyof TryOnState> {
  readonly initial: TryOnState[K];
  /** true: belongs to the source shown, so it goes back to `initial` when the source ends or another comes. */
  readonly perSource: boolean;
  readonly valid: (value: TryOnState[K]) => boolean;
}

const oneOf =
  <T>(...values: readonly T[]) =>
  (value: T): boolean =>
    values.includes(value);
const isCount = (value: number): boolean => Number.isFinite(value) && value >= 0;
const isObjectOrNull = (value: unknown): boolean => value === null || typeof value === 'object';
const BEST = Object.freeze({ step: 'full', index: 0, cause: 'start' } as const);
const isFlag = (value: boolean): boolean => typeof value === 'boolean';

/** The whole state as a table: one row a field. */
export const STATE_TABLE: { readonly [K in keyof TryOnState]: StateRow<K> } = {
  source: { initial: 'none', perSource: true, valid: oneOf('none', 'camera', 'photo', 'video', 'head') },
  phase: {
    initial: 'idle',
    perSource: true,
    valid: oneOf('idle', 'loading', 'live', 'still', 'ended', 'error', 'closed'),
  },
  face: { initial: 'none', perSource: true, valid: oneOf('none', 'searching', 'found', 'lost') },
  faces: { initial: 0, perSource: true, valid: isCount },
  light: { initial: null, perSource: true, valid: isObjectOrNull },
  capture: { initial: null, perSource: true, valid: isObjectOrNull },
  analysis: { initial: 'idle', perSource: true, valid: oneOf('idle', 'running', 'done', 'failed') },
  progress: { initial: null, perSource: false, valid: isObjectOrNull },
  look: {
    initial: EMPTY_LOOK,
    perSource: false,
    valid: (v) => v.version === 1,
  },
  looks: {
    initial: Object.freeze([EMPTY_LOOK]),
    perSource: false,
    valid: (v) => v.length >= 1 && v.length <= MAX_LOOKS && v.every((look) => look.version === 1),
  },
  compare: { initial: false, perSource: false, valid: isFlag },
  split: { initial: null, perSource: false, valid: (v) => v === null || (v >= 0 && v <= 1) },
  recording: { initial: null, perSource: false, valid: isObjectOrNull },
  report: { initial: null, perSource: true, valid: isObjectOrNull },
  match: { initial: null, perSource: true, valid: isObjectOrNull },
  quality: { initial: BEST, perSource: false, valid: (v) => QUALITY_STEPS[v.index] === v.step },
  backend: { initial: null, perSource: false, valid: oneOf(null, 'webgpu', 'webgl2') },
  error: { initial: null, perSource: true, valid: isObjectOrNull },
  width: { initial: 0, perSource: true, valid: isCount },
  height: { initial: 0, perSource: true, valid: isCount },
  fps: { initial: 0, perSource: true, valid: isCount },
  mirrored: { initial: false, perSource: true, valid: isFlag },
};

const rows = Object.entries(STATE_TABLE) as [keyof TryOnState, StateRow<keyof TryOnState>][];
const initialOf = (take: (row: StateRow<keyof TryOnState>) => boolean): Partial<TryOnState> =>
  Object.fromEntries(rows.filter(([, row]) => take(row)).map(([key, row]) => [key, row.initial]));

export const initialState = (): TryOnState => initialOf(() => true) as TryOnState;

/** The change that forgets everything of the source shown so far. */
export const sourceReset = (): Partial<TryOnState> => initialOf((row) => row.perSource);

/** Which phase may follow which. A phase may always be set again to itself. */
export const PHASES: Readonly<Record<Phase, readonly Phase[]>> = {
  idle: ['loading', 'error', 'closed'],
  loading: ['live', 'still', 'idle', 'ended', 'error', 'closed'],
  live: ['loading', 'still', 'idle', 'ended', 'error', 'closed'],
  still: ['loading', 'live', 'idle', 'error', 'closed'],
  ended: ['loading', 'live', 'still', 'idle', 'error', 'closed'],
  error: ['loading', 'live', 'still', 'idle', 'closed'],
  closed: [],
};

export const mayFollow = (from: Phase, to: Phase): boolean => from === to || PHASES[from].includes(to);
