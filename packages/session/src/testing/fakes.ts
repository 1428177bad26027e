/** Stand-ins for browser primitives that Node lacks, for unit tests only. They keep count of what is open. */

/** A VideoFrame of which only size, clone and close are real. */
export class FakeVideoFrame {
  static open = 0;
  codedWidth: number;
  codedHeight: number;
  displayWidth: number;
  displayHeight: number;
  readonly timestamp: number;

  constructor(source: { videoWidth?: number; videoHeight?: number }, init: { timestamp: number }) {
    this.codedWidth = source.videoWidth ?? 640;
    this.codedHeight = source.videoHeight ?? 480;
    this.displayWidth = this.codedWidth;
    this.displayHeight = this.codedHeight;
    this.timestamp = init.timestamp;
    FakeVideoFrame.open++;
  }

  clone(): FakeVideoFrame {
    if (this.codedWidth === 0) throw new DOMException('closed', 'InvalidStateError');
    return new FakeVideoFrame({ videoWidth: this.codedWidth, videoHeight: this.codedHeight }, this);
  }

  close(): void {
    if (this.codedWidth > 0) FakeVideoFrame.open--;
    this.codedWidth = 0;
    this.displayWidth = 0;
  }
}

/** A camera track that can be stopped, or end by itself. */
export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  readonly facingMode: string | undefined;

  constructor(facingMode?: string) {
    super();
    this.facingMode = facingMode;
  }

  getSettings(): { facingMode?: string } {
    return this.facingMode ? { facingMode: this.facingMode } : {};
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** As when the camera is pulled out. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

export const fakeStream = (...tracks: FakeTrack[]): MediaStream =>
  ({ getTracks: () => tracks, getVideoTracks: () => tracks }) as unknown as MediaStream;

/** A video element that presents a frame when told to. */
export class FakeVideo {
  readyState = 4;
  videoWidth = 640;
  videoHeight = 480;
  #callbacks = new Map<number, (now: number, meta: { captureTime?: number }) => void>();
  #next = 1;

  requestVideoFrameCallback(callback: (now: number, meta: { captureTime?: number }) => void): number {
    this.#callbacks.set(this.#next, callback);
    return this.#next++;
  }

  cancelVideoFrameCallback(handle: number): void {
    this.#callbacks.delete(handle);
  }

  /** Presents one frame; resolves when what it set off has settled. */
  async present(now: number, captureTime?: number): Promise<void> {
    const due = [...this.#callbacks.values()];
    this.#callbacks.clear();
    for (const callback of due) callback(now, captureTime === undefined ? {} : { captureTime });
    await new Promise<void>((resolve) => setImmediate(resolve));
  }

  get waiting(): number {
    return this.#callbacks.size;
  }
}
