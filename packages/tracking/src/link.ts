import { CarmineError, fromWire } from '@carmine/errors';
import type { FaceFrameMessage } from '@carmine/face';
import type { Backend } from './backend.ts';
import type { TrackRequest } from './engine.ts';
import { outcome, type TrackReply } from './protocol.ts';
import { QueuedTracker } from './tracker.ts';
import type { Tracker } from './types.ts';

/** What moves with a result. */
const buffersOf = ({ packed, visibility }: FaceFrameMessage): ArrayBuffer[] =>
  [packed, visibility].flatMap((array) => (array ? [array.buffer as ArrayBuffer] : []));

/** Serves the frames of any number of ports with one engine, one frame after the other. */
export class FrameDoor {
  readonly #track: (request: TrackRequest) => Promise<FaceFrameMessage>;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(track: (request: TrackRequest) => Promise<FaceFrameMessage>) {
    this.#track = track;
  }

  serve(port: MessagePort): void {
    port.onmessage = ({ data }: MessageEvent<TrackRequest>) => {
      this.#queue = this.#queue.then(async () => {
        const reply: TrackReply = await outcome(() => this.#track(data));
        port.postMessage(reply, 'value' in reply ? buffersOf(reply.value) : []);
      });
    };
  }
}

/** Frames out by a port, replies in, one at a time. */
export class FrameLink {
  readonly #port: MessagePort;
  #waiting: { resolve(reply: TrackReply): void; reject(error: CarmineError): void } | null = null;
  #over: CarmineError | null = null;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<TrackReply>) => {
      this.#waiting?.resolve(data);
      this.#waiting = null;
    };
  }

  /** Takes ownership of the request's frame. Rejects what the engine rejects, invalid-argument for a closed frame, and what `end` says. */
  async send(request: TrackRequest): Promise<FaceFrameMessage> {
    const { frame, spare } = request;
    if (this.#over) {
      frame.close();
      throw this.#over;
    }
    try {
      this.#port.postMessage(request, spare ? [frame, spare.buffer] : [frame]);
    } catch (cause) {
      frame.close();
      throw new CarmineError('invalid-argument', {
        message: 'track: the frame is closed or no frame',
        cause,
      });
    }
    const reply = await new Promise<TrackReply>((resolve, reject) => {
      this.#waiting = { resolve, reject };
    });
    if ('error' in reply) throw fromWire(reply.error);
    return reply.value;
  }

  /** What waits for an answer, and all that comes after, is told `error`; the first one counts. */
  end(error: CarmineError): void {
    if (this.#over) return;
    this.#over = error;
    this.#port.close();
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}

/** A tracker for another thread, at the other end of `Tracker.link()`. Its mode is set by the one that gave the port. */
export const linkedTracker = (port: MessagePort): Tracker => {
  const frames = new FrameLink(port);
  const backend: Backend = {
    inline: false,
    track: (request) => frames.send(request),
    setMode: () =>
      Promise.reject(new CarmineError('invalid-argument', { message: 'setMode: a linked tracker' })),
    setPace: () => {
      throw new CarmineError('invalid-argument', { message: 'setPace: a linked tracker' });
    },
    link: () => {
      throw new CarmineError('invalid-argument', { message: 'link: a linked tracker' });
    },
    ended: new Promise(() => {}),
    close: () => frames.end(new CarmineError('closed')),
  };
  return new QueuedTracker(backend);
};
