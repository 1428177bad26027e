import type { WireEvent } from '../../contract/wire.ts';
import type { Purpose } from '../../purposes.ts';

/** Takes events at once, inside the page: the same frozen object for every sink and the collector, after consent was checked. */
export interface Sink {
  readonly name: string;
  /** Asked for beside those of the event's type. */
  readonly purposes: readonly Purpose[];
  take(event: WireEvent): void;
}
