/** Limits of docs/guide/collector.md. */
export const LIMITS = {
  /** Events a batch. */
  events: 100,
  /** Bytes of a batch, UTF-8. */
  batchBytes: 512 * 1024,
  /** ms an event may be old, by the corrected clock: 30 days. */
  ageMs: 30 * 86_400_000,
  /** ms an event may be ahead of our clock after correction. */
  aheadMs: 5 * 60_000,
  /** Characters of an Idempotency-Key. */
  keyChars: 100,
} as const;

/** Why an event was not taken; the words of docs/guide/collector.md. */
export type RejectCode =
  | 'schema-invalid'
  | 'type-unknown'
  | 'type-not-yours'
  | 'too-large'
  | 'pii-found'
  | 'consent-missing'
  | 'age-gate'
  | 'in-future'
  | 'too-old'
  | 'id-conflict'
  | 'source-not-allowed'
  | 'actor-not-proven'
  | 'erased';

/** The answer for one event, in the order sent. */
export type EventResult =
  | { readonly id: string; readonly status: 'accepted' | 'duplicate' }
  | {
      readonly id: string;
      readonly status: 'rejected';
      readonly code: RejectCode;
      readonly retryable: false;
      /** Field and rule for a developer; never a value that was sent. */
      readonly detail?: string;
    };

export const rejected = (id: string, code: RejectCode, detail?: string): EventResult => ({
  id,
  status: 'rejected',
  code,
  retryable: false,
  ...(detail ? { detail } : {}),
});
