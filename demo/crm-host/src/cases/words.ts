/** What a complaint can be about (complaint.opened). */
export const KINDS = ['shade-mismatch', 'irritation', 'effect', 'damaged', 'delivery', 'other'] as const;

/** How a complaint can end. */
export const OUTCOMES = ['exchanged', 'refunded', 'advised', 'no-fault', 'unreachable', 'other'] as const;

/** Causes the desk can name; the host takes any short text. */
export const CAUSES = [
  'light',
  'photo',
  'shade-data',
  'oxidation',
  'application',
  'expectation',
  'product',
  'other',
] as const;

/** Whether a cause says something that customers can be told: a name of the list, so that no free text outlives its case. */
export const isGapCause = (cause: string | undefined): boolean =>
  cause !== undefined && cause !== 'other' && CAUSES.some((c) => c === cause);
