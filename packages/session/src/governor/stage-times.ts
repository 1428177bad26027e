/** How fast the mirror was over the last moment; ms. */
export interface Pace {
  /** Pictures shown. */
  readonly frames: number;
  /** What nine of ten frames took the tracker, and the renderer, at most. */
  readonly track: number;
  readonly draw: number;
  /** Mean from one picture shown to the next. */
  readonly interval: number;
  /** From one of the source's frames to the next, the shortest usual one: the source's own pace. */
  readonly source: number;
  /** true: a face is turning quickly. */
  readonly turning: boolean;
}

/** Frames kept: two seconds of 30 a second. */
const ROOM = 64;
const USUAL = 0.9;
/** The source's pace is that of its quicker frames: under load some are never read. */
const QUICK = 0.25;
/** Degrees of yaw a second past which a change would be seen in the middle of a turn, and ms after which the turn is over. */
const TURN = 60;
const TURNED_FOR = 300;

/** A longer way between two frames is a pause, ms. */
const PAUSE = 2000;

const DEGREES = 180 / Math.PI;

/** A ring of numbers that allocates nothing after it is made. */
class Ring {
  readonly #values = new Float64Array(ROOM);
  readonly #sorted = new Float64Array(ROOM);
  #next = 0;
  #count = 0;

  add(value: number): void {
    this.#values[this.#next] = value;
    this.#next = (this.#next + 1) % ROOM;
    if (this.#count < ROOM) this.#count++;
  }

  get count(): number {
    return this.#count;
  }

  /** 0 of an empty one. */
  quantile(share: number): number {
    if (this.#count === 0) return 0;
    this.#sorted.fill(Number.POSITIVE_INFINITY);
    for (let i = 0; i < this.#count; i++) this.#sorted[i] = this.#values[i]!;
    this.#sorted.sort();
    return this.#sorted[Math.min(this.#count - 1, Math.floor(share * this.#count))]!;
  }

  mean(): number {
    let sum = 0;
    for (let i = 0; i < this.#count; i++) sum += this.#values[i]!;
    return this.#count > 0 ? sum / this.#count : 0;
  }

  clear(): void {
    this.#next = this.#count = 0;
  }
}

/** Keeps what frames took; told of every one, asked some times a second. Nothing is allocated for a frame. */
export class StageTimes {
  readonly #track = new Ring();
  readonly #draw = new Ring();
  readonly #interval = new Ring();
  readonly #source = new Ring();
  #read = Number.NaN;
  #shown = Number.NaN;
  #yaw = Number.NaN;
  #yawAt = Number.NaN;
  #turned = Number.NEGATIVE_INFINITY;

  /** The source gave a frame captured at `time`, ms. */
  read(time: number): void {
    if (isStep(time - this.#read)) this.#source.add(time - this.#read);
    this.#read = time;
  }

  /** A frame was shown: `now` on our clock, and what it took, ms. */
  shown(now: number, track: number, draw: number): void {
    this.#track.add(track);
    this.#draw.add(draw);
    if (isStep(now - this.#shown)) this.#interval.add(now - this.#shown);
    this.#shown = now;
  }

  /** `pose` of the first face that was seen at `time`, ms: column-major 4 x 4. */
  posed(time: number, pose: ArrayLike<number>): void {
    const yaw = Math.atan2(pose[8]!, pose[10]!) * DEGREES;
    const speed = (Math.abs(yaw - this.#yaw) * 1000) / (time - this.#yawAt);
    if (speed > TURN) this.#turned = time;
    [this.#yaw, this.#yawAt] = [yaw, time];
  }

  /** What was kept since the last call; null where nothing was shown. */
  take(now: number): Pace | null {
    const frames = this.#interval.count;
    if (frames === 0) return null;
    const pace = {
      frames,
      track: this.#track.quantile(USUAL),
      draw: this.#draw.quantile(USUAL),
      interval: this.#interval.mean(),
      source: this.#source.quantile(QUICK),
      turning: now - this.#turned < TURNED_FOR,
    };
    for (const ring of [this.#track, this.#draw, this.#interval, this.#source]) ring.clear();
    return pace;
  }
}

const isStep = (ms: number): boolean => ms > 0 && ms < PAUSE;
