import { sdkErrorData } from '@carmine/crm';
import type { CarmineError } from '@carmine/errors';
import type { Events } from './events.ts';
import type { FrameLedger } from './frame-ledger.ts';
import type { QualityDesk } from './governor/quality-desk.ts';
import { LookNeeds } from './look-needs.ts';
import type { Parts } from './parts.ts';
import { reactionTo } from './policy.ts';
import { mayFollow } from './state.ts';
import type { Store } from './store.ts';
import type { TryOnOptions, TryOnState } from './types.ts';
import type { FrameClock } from './video-frames.ts';

/** What the parts of one session share. */
export class Core {
  readonly options: TryOnOptions;
  readonly store: Store<TryOnState>;
  readonly events: Events;
  readonly parts: Parts;
  readonly ledger: FrameLedger;
  readonly clock: FrameClock;
  readonly quality: QualityDesk;
  /** Of what is worn, for whoever tracks. */
  readonly needs = new LookNeeds();
  readonly #told = new WeakSet<CarmineError>();

  constructor(init: Pick<Core, 'options' | 'store' | 'events' | 'parts' | 'ledger' | 'clock' | 'quality'>) {
    this.options = init.options;
    this.store = init.store;
    this.events = init.events;
    this.parts = init.parts;
    this.ledger = init.ledger;
    this.clock = init.clock;
    this.quality = init.quality;
  }

  get state(): TryOnState {
    return this.store.state;
  }

  /** Changes the state and tells of a new phase or face. A phase that cannot follow the present one changes nothing:
   *  it is the late answer of something already ended. */
  set(change: Partial<TryOnState>): boolean {
    const before = this.state;
    if (change.phase && !mayFollow(before.phase, change.phase)) return false;
    if (before.phase === 'closed' || !this.store.set(change)) return false;
    const { source, phase, face } = this.state;
    if (phase !== before.phase || face !== before.face || source !== before.source)
      this.events.emit('session.state', { source, phase, face });
    return true;
  }

  /** Shows an error and tells the host of it, unless it is only somebody's own cancellation. */
  report(error: CarmineError, change: Partial<TryOnState> = {}): void {
    if (reactionTo(error) === 'quiet') {
      this.set(change);
      return;
    }
    this.set({ ...change, error });
    // One fault may come by two ways: from the part that failed and from the call that waited for it.
    if (this.#told.has(error)) return;
    this.#told.add(error);
    this.events.emit('sdk.error', sdkErrorData(error));
  }
}
