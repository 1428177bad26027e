import type { Crm } from './types.ts';

/** A comparison of variants, each unit (a session, a browser, a customer) in one of them for good. */
export interface Experiment {
  /** Opaque, as `experiment.exposed` takes it. */
  readonly id: string;
  /** At least two, as likely as each other. */
  readonly variants: readonly string[];
  readonly unit: 'session' | 'browser' | 'customer';
}

/** 32 bits of a text: FNV-1a, then the last mixing steps of MurmurHash3, without which short texts fall unevenly. */
const hash = (text: string): number => {
  let h = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) h = Math.imul(h ^ byte, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** The variant of a unit: the same on every device and in every release, and independent between experiments. */
export const variantOf = ({ id, variants }: Experiment, unitId: string): string =>
  variants[Math.floor((hash(`${id}\n${unitId}`) / 2 ** 32) * variants.length)]!;

/** Gives variants and tells each exposure once a page, when it may be told: without consent the variant is the same and nothing is noted. */
export const exposures = (crm: Pick<Crm, 'emit'>): ((experiment: Experiment, unitId: string) => string) => {
  const told = new Set<string>();
  return (experiment, unitId) => {
    const variant = variantOf(experiment, unitId);
    const { id: experimentId, unit } = experiment;
    const key = `${experimentId}\n${unitId}`;
    if (!told.has(key) && crm.emit('experiment.exposed', { experimentId, variant, unit }).taken)
      told.add(key);
    return variant;
  };
};
