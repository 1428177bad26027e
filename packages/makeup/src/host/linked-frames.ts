import { type FaceFrame, toMessage } from '@carmine/face';
import type { DrawSource } from '../types.ts';
import type { DrawnMessage, FrameMessage } from './protocol.ts';

/** The part of a RenderHost that carries frames, at the other end of `RenderHost.link()`. */
export interface LinkedFrames {
  /** As RenderHost.push: ownership moves. */
  push(frameId: number, frame: DrawSource): void;
  /** As RenderHost.show. */
  show(frame: FaceFrame | null, frameId: number): void;
  /** Idempotent. What is shown stays. */
  close(): void;
}

/** Gives frames to a render worker from any thread. `onDrawn`: as RenderHostOptions.onDrawn, for these frames only. */
export const linkedFrames = (
  port: MessagePort,
  onDrawn: (frameId: number, drawn: boolean) => void,
): LinkedFrames => {
  const send = (message: FrameMessage, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  let closed = false;
  port.onmessage = ({ data }: MessageEvent<DrawnMessage>) => onDrawn(data.frameId, data.drawn);
  return {
    push: (frameId, frame) => {
      if (closed) frame.close();
      else send({ kind: 'push', frameId, frame }, [frame]);
    },
    show: (frame, frameId) => {
      if (!closed) send({ kind: 'show', frameId, seen: frame && toMessage(frame) });
    },
    close: () => {
      closed = true;
      port.close();
    },
  };
};
