import { CarmineError } from '@carmine/errors';
import type { FaceFrame } from '@carmine/face';
import type { RenderHost } from '@carmine/makeup';
import type { Tracker } from '@carmine/tracking';
import { type Frame, type FrameLedger, frameSize } from './frame-ledger.ts';
import { addTime, type FrameTimes, noFrameTimes } from './frame-times.ts';
import { type Pace, StageTimes } from './governor/stage-times.ts';
import { type LightReport, LightWatch, lightReport } from './light-report.ts';
import { TrackTurns } from './track-turns.ts';
import type { FaceState } from './types.ts';
import { cloneFrame, type FrameStamp } from './video-frames.ts';

/** What the pipeline says a few times a second. */
export interface LiveSummary {
  readonly face: FaceState;
  /** Faces drawn on, those that fade out included. */
  readonly faces: number;
  readonly light: LightReport | null;
  readonly fps: number;
  readonly width: number;
  readonly height: number;
  /** Of the frames since it was last told; null: none, or it was told a moment ago. */
  readonly pace: Pace | null;
}

/** What a live show needs of whoever carries its frames, on this thread or on another. */
export interface Pipeline {
  readonly counts: FrameCounts;
  readonly times: FrameTimes;
  /** ms, the last frame's. */
  readonly inferenceMs: number;
  /** true once a frame the tracker looked at was shown. */
  readonly tracked: boolean;
  /** null: the bare picture is shown, as while the model still loads. */
  setTracker(tracker: Tracker | null): void;
  /** Returns the function that ends it. */
  tap(tap: FrameTap): () => void;
  /** Frames a second that are looked at, at most; null: all. */
  setRate(fps: number | null): void;
  /** true: frames that come are dropped, the last picture stays. Resolves when the tracker has nothing in hand. */
  hold(held: boolean): Promise<void>;
  /** Frames read so far, as of now. A tracker that does not answer is told of here as well: it may hold the camera's last frames. */
  look(): Promise<number>;
  /** The renderer has finished a frame that this thread gave it; `drawn` false: it skipped it. */
  drawn(frameId: number, drawn: boolean): void;
  /** Frames still on their way are closed when they come back. Idempotent. */
  stop(): void;
}

/** Frames read from the source, shown, and skipped because a newer one came. */
export interface FrameCounts {
  read: number;
  shown: number;
  skipped: number;
}

/** A RenderHost, or its frames' part on another thread. */
export type FrameHost = Pick<RenderHost, 'push' | 'show'>;

export interface LivePipelineOptions {
  readonly host: FrameHost;
  readonly ledger: FrameLedger;
  readonly onSummary: (summary: LiveSummary) => void;
  /** The tracker failed on a frame. Frames go on. */
  readonly onTrouble: (error: unknown) => void;
}

/** ms between two summaries when only the rate changed. */
const SUMMARY_EVERY = 500;
/** ms without a face that are still "found": a blink of the detector is no news. */
const LOST_AFTER = 300;
/** ms of the source's clock after which a frame the tracker was given will not come back: its worker was killed without a word. */
const STALLED = 60_000;
/** Share of the time between two frames by which one may come early: cameras tremble. */
const EARLY = 0.25;
/** ms before the renderer is done with a picture at which it is given the next: its thread prepares one while the GPU still draws the other. */
const LEAD = 10;
/** ms without a face after which "lost" becomes "searching". */
const LOST_FOR = 2000;

/** A frame nobody has looked at yet. */
type Fresh = Pick<Picture, 'frame' | 'at'>;

/** A frame and what the tracker saw on it (null: nobody looked), ready to be drawn. */
interface Picture {
  readonly frame: Frame;
  readonly seen: FaceFrame | null;
  readonly at: FrameStamp;
}

/** A picture the renderer has in hand, and its size. */
interface Drawing {
  readonly picture: Picture;
  readonly size: { readonly width: number; readonly height: number };
}

/** Is shown every tracked frame, bare, before it is drawn. The frame stays the pipeline's: clone what is to be kept. */
export type FrameTap = (frame: Frame, seen: FaceFrame) => void;

/** One video frame's way: a clone waits here while the tracker looks at the frame; when the landmarks come, clone and
 *  landmarks go to the renderer together, so that pigment and skin are of the same instant. Both ends hold one. The
 *  newest frame waits here for the tracker, which gets it when it is free and the renderer soon will be (`TrackTurns`);
 *  a renderer that is slower all the same gets the next picture when it has drawn the one before. Older ones are closed. */
export class LivePipeline implements Pipeline {
  readonly #options: LivePipelineOptions;
  #host: FrameHost;
  #tracker: Tracker | null = null;
  /** The newest frame, until the tracker is given it. */
  #fresh: Fresh | null = null;
  /** The tracker that has a frame in hand: one of before may still have one. */
  #busy: Tracker | null = null;
  readonly #turns = new TrackTurns();
  #turn: ReturnType<typeof setTimeout> | undefined;
  #held = false;
  #stopped = false;
  /** Capture times of the frames the tracker has in hand, by id. */
  readonly #outstanding = new Map<number, number>();
  /** What the renderer has in hand, the oldest first. */
  #drawing: Drawing[] = [];
  /** When it could begin with the oldest, ms. */
  #drawingSince = 0;
  #next: Picture | null = null;
  #pass: ReturnType<typeof setTimeout> | undefined;
  #idle: (() => void)[] = [];
  readonly #taps = new Set<FrameTap>();
  readonly counts: FrameCounts = { read: 0, shown: 0, skipped: 0 };
  readonly times = noFrameTimes();
  #shownAt: number | null = null;
  inferenceMs = 0;
  /** true once a frame the tracker looked at was shown. */
  tracked = false;
  #shownTimes: number[] = [];
  #lastFace = Number.NEGATIVE_INFINITY;
  #lastSummary: LiveSummary = {
    face: 'searching',
    faces: 0,
    light: null,
    fps: 0,
    width: 0,
    height: 0,
    pace: null,
  };
  readonly #pace = new StageTimes();
  /** ms between two frames at least, and when the last was taken. */
  #every = 0;
  #takenAt = Number.NEGATIVE_INFINITY;
  readonly #light = new LightWatch();
  #summaryAt = Number.NEGATIVE_INFINITY;

  constructor(options: LivePipelineOptions) {
    this.#options = options;
    this.#host = options.host;
  }

  /** Another renderer: what the one before was given went with it. */
  setHost(host: FrameHost): void {
    this.#host = host;
    this.#drawing = [];
    this.#handOn();
  }

  setTracker(tracker: Tracker | null): void {
    this.#tracker = tracker;
    this.#busy = null;
    if (tracker) this.#feed();
    else this.#drop();
  }

  tap(tap: FrameTap): () => void {
    const own: FrameTap = (frame, seen) => tap(frame, seen);
    this.#taps.add(own);
    return () => void this.#taps.delete(own);
  }

  setRate(fps: number | null): void {
    this.#every = fps ? 1000 / fps : 0;
  }

  async hold(held: boolean): Promise<void> {
    this.#held = held;
    if (held) this.#drop();
    if (held && this.#outstanding.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async look(now = performance.now()): Promise<number> {
    if (this.#tracker) this.#stalled(now);
    return this.counts.read;
  }

  /** Takes `frame` over. */
  readonly accept = (frame: Frame, at: FrameStamp): void => {
    this.counts.read++;
    this.#pace.read(at.captureTime);
    const tracker = this.#tracker;
    if (this.#stopped || this.#held) frame.close();
    else if (!this.#isDue(at)) this.#skip(frame);
    else if (tracker && this.#stalled(at.captureTime)) frame.close();
    else if (tracker) this.#keep({ frame, at });
    else this.#show({ frame, seen: null, at });
  };

  /** A source that goes back in time begins anew. */
  #isDue({ captureTime }: FrameStamp): boolean {
    const passed = captureTime - this.#takenAt;
    if (passed >= 0 && passed < this.#every * (1 - EARLY)) return false;
    this.#takenAt = captureTime;
    return true;
  }

  #skip(frame: Frame): void {
    frame.close();
    this.counts.skipped++;
  }

  #keep(fresh: Fresh): void {
    this.#drop();
    this.#fresh = fresh;
    this.#feed();
  }

  /** A frame whose turn did not come. */
  #drop(): void {
    clearTimeout(this.#turn);
    if (this.#fresh) this.#skip(this.#fresh.frame);
    this.#fresh = null;
  }

  /** Gives the tracker the newest frame, when its turn has come. */
  readonly #feed = (): void => {
    const [tracker, fresh] = [this.#tracker, this.#fresh];
    if (!tracker || !fresh || this.#busy === tracker) return;
    clearTimeout(this.#turn);
    const now = performance.now();
    const waiting = this.#next !== null || this.#drawing.length > 1;
    const wait = this.#turns.wait(now, { since: this.#since, waiting });
    if (wait > 0) {
      this.#turn = setTimeout(this.#feed, wait);
      return;
    }
    this.#fresh = null;
    this.#busy = tracker;
    this.#turns.began(now);
    void this.#track(tracker, fresh);
  };

  drawn(frameId: number, drawn: boolean): void {
    const [done] = this.#drawing;
    if (done?.picture.at.frameId !== frameId || this.#stopped) return;
    this.#drawing.shift();
    const now = performance.now();
    const took = now - this.#drawingSince;
    this.#drawingSince = now;
    // What nobody saw, as while the graphics context is lost, was not shown.
    if (drawn) {
      this.#turns.drew(took);
      this.#seen(done, took);
    } else this.counts.skipped++;
    this.#handOn();
  }

  /** When the renderer began with what it draws, ms; null: it has nothing. */
  get #since(): number | null {
    return this.#drawing.length > 0 ? this.#drawingSince : null;
  }

  /** Gives the renderer the picture that waits, when it has room, and the tracker the next. */
  readonly #handOn = (): void => {
    clearTimeout(this.#pass);
    const next = this.#next;
    if (next) {
      const wait = this.#roomIn(next);
      if (wait > 0 && wait < Number.POSITIVE_INFINITY) this.#pass = setTimeout(this.#handOn, wait);
      if (wait <= 0) {
        this.#next = null;
        this.#draw(next);
      }
    }
    this.#feed();
  };

  /** ms until the renderer takes `picture`: when it has nothing, or, a tracked one, when it will soon be done with the one it has. */
  #roomIn(picture: Picture): number {
    if (this.#drawing.length === 0) return 0;
    if (this.#drawing.length > 1 || !picture.seen) return Number.POSITIVE_INFINITY;
    return this.#turns.untilFree(performance.now(), this.#drawingSince) - LEAD;
  }

  stop(): void {
    this.#stopped = true;
    this.#taps.clear();
    this.#tracker = null;
    this.#drop();
    this.#next?.frame.close();
    this.#next = null;
    clearTimeout(this.#pass);
    this.#drawing = [];
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Tells once of a tracker that has not answered for too long; whoever hears of it takes it away. */
  #stalled(now: number): boolean {
    const [oldest = now] = this.#outstanding.values();
    if (now - oldest < STALLED) return false;
    this.#outstanding.clear();
    this.#options.onTrouble(
      new CarmineError('worker-failed', { message: 'The tracking worker does not answer' }),
    );
    return true;
  }

  async #track(tracker: Tracker, { frame, at }: Fresh): Promise<void> {
    this.#outstanding.set(at.frameId, at.captureTime);
    let kept: Frame | null = null;
    try {
      const clone = cloneFrame(frame);
      kept = this.#options.ledger.add(clone instanceof Promise ? await clone : clone);
      const seen = await tracker.track(frame, at);
      if (tracker === this.#busy) this.#turns.tracked(performance.now());
      if (!seen || this.#stopped) {
        this.counts.skipped++;
        kept.close();
        return;
      }
      this.inferenceMs = seen.inferenceMs;
      addTime(this.times.detect, seen.inferenceMs);
      for (const tap of [...this.#taps]) tap(kept, seen);
      this.#show({ frame: kept, seen, at });
    } catch (error) {
      if (kept) kept.close();
      else frame.close();
      if (!this.#stopped && tracker === this.#tracker) this.#options.onTrouble(error);
    } finally {
      if (tracker === this.#busy) this.#busy = null;
      this.#feed();
      this.#outstanding.delete(at.frameId);
      if (this.#outstanding.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
    }
  }

  #show(picture: Picture): void {
    if (this.#next) this.#skip(this.#next.frame);
    this.#next = picture;
    this.#handOn();
  }

  #draw(picture: Picture): void {
    const { frame, seen, at } = picture;
    if (this.#drawing.length === 0) this.#drawingSince = performance.now();
    this.#drawing.push({ picture, size: frameSize(frame) });
    this.#host.push(at.frameId, frame);
    this.#host.show(seen, at.frameId);
  }

  #seen({ picture, size }: Drawing, took: number): void {
    this.counts.shown++;
    this.#timePace(picture, took);
    this.#timeShown();
    if (picture.seen) this.#firstTracked();
    this.#summarise(picture.seen, size, picture.at.captureTime);
  }

  #timeShown(): void {
    const now = performance.now();
    if (this.#shownAt !== null) addTime(this.times.interval, now - this.#shownAt);
    this.#shownAt = now;
  }

  #timePace({ seen, at }: Picture, took: number): void {
    if (!seen) return;
    const now = performance.now();
    this.#pace.shown(now, seen.inferenceMs, took);
    const [face] = seen.faces;
    if (face?.pose) this.#pace.posed(at.captureTime, face.pose);
  }

  #firstTracked(): void {
    if (this.tracked) return;
    this.tracked = true;
    this.#summaryAt = Number.NEGATIVE_INFINITY;
  }

  #summarise(seen: FaceFrame | null, size: { width: number; height: number }, now: number): void {
    this.#shownTimes = this.#shownTimes.filter((t) => t > now - 1000);
    this.#shownTimes.push(now);
    if (seen && seen.faces.length > 0) this.#lastFace = now;
    const last = this.#lastSummary;
    const face = this.#faceAt(now);
    const faces = seen?.faces.length ?? 0;
    const moved =
      face !== last.face || faces !== last.faces || size.width !== last.width || size.height !== last.height;
    const due = now - this.#summaryAt >= SUMMARY_EVERY;
    if (!moved && !due) return;
    // A face that is out of the picture for a moment says nothing new of the light.
    const light = due && faces > 0 ? this.#light.take(lightReport(seen)) : last.light;
    const pace = due ? this.#pace.take(now) : null;
    const summary = { face, faces, light, fps: this.#shownTimes.length, ...size, pace };
    this.#lastSummary = summary;
    this.#summaryAt = now;
    this.#options.onSummary(summary);
  }

  #faceAt(now: number): FaceState {
    const gone = now - this.#lastFace;
    if (gone < LOST_AFTER) return 'found';
    return gone < LOST_FOR ? 'lost' : 'searching';
  }
}
