/** Draws and tracks that are looked back on. */
const RECENT = 8;
/** ms after which the tracker is given a frame whatever the renderer does: a face is looked for where it was seen last. */
const LONGEST = 100;

/** The last few times of something, ms; nothing is allocated for one. */
class Recent {
  readonly #times = new Float64Array(RECENT);
  #count = 0;

  add(ms: number): void {
    this.#times[this.#count++ % RECENT] = ms;
  }

  /** null: none yet. */
  spread(): { readonly least: number; readonly most: number } | null {
    const kept = this.#times.subarray(0, Math.min(this.#count, RECENT));
    return kept.length > 0 ? { least: Math.min(...kept), most: Math.max(...kept) } : null;
  }
}

/** What the renderer has in hand. */
export interface Rendering {
  /** When it was given the picture it draws, ms; null: it has none. */
  readonly since: number | null;
  /** A tracked picture waits for it. */
  readonly waiting: boolean;
}

/** When the tracker is given its next frame. A tracked frame that the renderer never gets to is work for nothing, and taken from the renderer
 *  where both share a processor; one that is tracked too soon is old when it is drawn. So the tracker begins when its answer will come as the
 *  renderer gets free, told by the quickest of the last draws and the slowest of the last tracks: rather too soon, for a renderer that
 *  waits loses frames; and not while an answer still waits. All times are ms of one clock. */
export class TrackTurns {
  readonly #draws = new Recent();
  readonly #tracks = new Recent();
  #begun = Number.NEGATIVE_INFINITY;

  /** ms until a tracker that has nothing in hand is given a frame; 0: now. */
  wait(now: number, { since, waiting }: Rendering): number {
    const latest = this.#begun + LONGEST;
    const [draw, track] = [this.#draws.spread(), this.#tracks.spread()];
    let due = now;
    if (waiting) due = latest;
    else if (since !== null && draw && track) due = Math.min(latest, since + draw.least - track.most);
    return Math.max(0, due - now);
  }

  /** ms until a renderer that began at `since` will have finished, if it is quick; infinite where nothing is known. */
  untilFree(now: number, since: number): number {
    return since + (this.#draws.spread()?.least ?? Number.POSITIVE_INFINITY) - now;
  }

  /** The tracker was given a frame. */
  began(now: number): void {
    this.#begun = now;
  }

  /** It answered. */
  tracked(now: number): void {
    this.#tracks.add(now - this.#begun);
  }

  /** The renderer took `ms` for a picture. */
  drew(ms: number): void {
    this.#draws.add(ms);
  }
}
