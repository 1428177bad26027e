import { CarmineError } from '@carmine/errors';
import { QUALITY_STEPS, type QualityStep } from './steps.ts';

/** What a host wishes of the quality. 'auto': it follows the device over all steps. */
export type QualityWish =
  | 'auto'
  | {
      /** The best step that may be taken. Default 'full'. */
      readonly max?: QualityStep;
      /** The least one. Default the last. */
      readonly min?: QualityStep;
      /** This one and no other; `max` and `min` are not given then. */
      readonly fixed?: QualityStep;
    };

/** Indexes into QUALITY_STEPS, both allowed; best <= least. */
export interface Limits {
  readonly best: number;
  readonly least: number;
}

const LAST = QUALITY_STEPS.length - 1;

/** Throws invalid-argument, naming the field. */
export const limitsOf = (wish: QualityWish): Limits => {
  if (wish === 'auto') return { best: 0, least: LAST };
  if (typeof wish !== 'object' || wish === null) throw wrong('quality', wish, "neither 'auto' nor an object");
  const { max, min, fixed } = wish;
  if (fixed !== undefined) {
    if (max !== undefined || min !== undefined) throw wrong('fixed', fixed, 'given beside max or min');
    const only = indexOf('fixed', fixed);
    return { best: only, least: only };
  }
  const limits = {
    best: max === undefined ? 0 : indexOf('max', max),
    least: min === undefined ? LAST : indexOf('min', min),
  };
  if (limits.best > limits.least) throw wrong('max', max, `a step below min, ${min}`);
  return limits;
};

const indexOf = (field: string, step: QualityStep): number => {
  const index = QUALITY_STEPS.indexOf(step);
  if (index < 0) throw wrong(field, step, `none of ${QUALITY_STEPS.join(', ')}`);
  return index;
};

const wrong = (field: string, value: unknown, why: string): CarmineError =>
  new CarmineError('invalid-argument', {
    message: `quality: ${field} ${JSON.stringify(value)} is ${why}`,
    details: { field: `quality.${field}`, value: String(value) },
  });
