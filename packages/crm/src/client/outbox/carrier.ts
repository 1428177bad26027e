/** What became of one event of a batch. */
export interface EventResult {
  readonly status: 'accepted' | 'duplicate' | 'rejected';
  readonly code?: string;
  readonly retryable?: boolean;
}

/** What became of a batch. */
export type Delivery =
  /** It was read; an id without a result is tried again. */
  | { readonly kind: 'read'; readonly results: ReadonlyMap<string, EventResult> }
  /** A fault on the way; `after`: ms the server asked to wait. */
  | { readonly kind: 'failed'; readonly after?: number }
  /** Refused as a whole: it is halved until the one event at fault is alone. */
  | { readonly kind: 'refused'; readonly reason: 'refused' | 'too-large' }
  /** Not let in: nothing is tried before `resume`. */
  | { readonly kind: 'blocked' }
  /** Closed for good. */
  | { readonly kind: 'gone' };

export interface Batch {
  readonly ids: readonly string[];
  /** JSON array of the events. */
  readonly body: string;
  /** The same for the same body. */
  readonly key: string;
}

export interface SendOptions {
  readonly signal: AbortSignal;
  /** The page is being left: the request must outlive it. */
  readonly leaving: boolean;
}

/** An adapter that sends over a network and answers per event; the outbox waits, repeats and counts for it. Never rejects. */
export interface Carrier {
  readonly name: string;
  readonly capabilities: { readonly maxEvents: number; readonly maxBytes: number };
  send(batch: Batch, options: SendOptions): Promise<Delivery>;
}
