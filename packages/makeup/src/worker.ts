import { toWire } from '@carmine/errors';
import { fromMessage } from '@carmine/face';
import * as Comlink from 'comlink';
import { closedError } from './host/faults.ts';
import {
  type DrawnMessage,
  type FrameMessage,
  type LinkMessage,
  outcome,
  type RenderControl,
} from './host/protocol.ts';
import { TicketRenderer } from './host/ticket-renderer.ts';

/** The render worker: one renderer with its tickets; control by comlink, frames as plain messages beside it. */
let host: TicketRenderer | null = null;

const running = (): TicketRenderer => {
  if (!host) throw closedError();
  return host;
};

const take = (target: TicketRenderer, message: FrameMessage): void => {
  if (message.kind === 'push') target.push(message.frameId, message.frame);
  else if (message.kind === 'show')
    target.show(message.seen ? fromMessage(message.seen) : null, message.frameId);
  else if (message.kind === 'view') target.setView(message.view);
  else target.redraw();
};

/** A frame that comes when nobody draws any more: a camera waits for it. */
const leave = (message: FrameMessage): void => {
  if (message.kind === 'push') message.frame.close();
};

/** Who gave the frames that are being drawn, where it was not the page. */
const givers = new Map<number, MessagePort>();

const link = (port: MessagePort): void => {
  port.onmessage = ({ data }: MessageEvent<FrameMessage>) => {
    if (!host) {
      leave(data);
      return;
    }
    if (data.kind === 'show') givers.set(data.frameId, port);
    take(host, data);
  };
};

const tellDrawn = (frameId: number, drawn: boolean): void => {
  const message: DrawnMessage = { kind: 'drawn', frameId, drawn };
  const giver = givers.get(frameId);
  givers.delete(frameId);
  if (giver) giver.postMessage(message);
  else postMessage(message);
};

const canDraw = (kind: 'webgl2'): boolean => {
  try {
    const gl = new OffscreenCanvas(1, 1).getContext(kind);
    gl?.getExtension('WEBGL_lose_context')?.loseContext();
    return gl !== null;
  } catch {
    return false;
  }
};

const control: RenderControl = {
  hello: () => ({ webgpu: navigator.gpu !== undefined, webgl2: canDraw('webgl2') }),
  start: (options, onContext, onError) =>
    outcome(async () => {
      const { canvas, backend } = options;
      const started = await TicketRenderer.create(
        { canvas, backend, onContext },
        {
          onError: (error) => void onError(toWire(error)),
          onDrawn: tellDrawn,
        },
      );
      host = started;
      return { backend: started.backend, device: started.device };
    }),
  setLooks: (looks) =>
    outcome(async () => {
      await running().setLooks(looks);
      return null;
    }),
  ping: () => {},
  readPixels: async () => {
    const result = await outcome(() => running().readPixels());
    return 'value' in result ? Comlink.transfer(result, [result.value.data.buffer]) : result;
  },
  readMask: async (product) => {
    const result = await outcome(() => running().readMask(product));
    return 'value' in result ? Comlink.transfer(result, [result.value.buffer]) : result;
  },
  close: () => {
    host?.close();
    host = null;
  },
};

type PageMessage = FrameMessage | LinkMessage | { kind?: undefined };

self.addEventListener('message', ({ data }: MessageEvent<PageMessage>) => {
  if (data.kind === 'link') link(data.port);
  else if (data.kind && host) take(host, data);
  else if (data.kind) leave(data);
});
Comlink.expose(control);
