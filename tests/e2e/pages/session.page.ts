/** A shop's page in small: makes sessions on request and keeps what the host would see. */
import {
  type CarmineEvent,
  createTryOn,
  parseCatalogue,
  type TryOn,
  type TryOnOptions,
  type TryOnState,
} from 'carmine';

interface Held {
  readonly tryOn: TryOn;
  readonly states: TryOnState[];
  readonly events: CarmineEvent[];
}

const held: Held[] = [];
const tracks: MediaStreamTrack[] = [];

const devices = navigator.mediaDevices;
const ask = devices.getUserMedia.bind(devices);
devices.getUserMedia = async (constraints) => {
  const stream = await ask(constraints);
  tracks.push(...stream.getTracks());
  return stream;
};

const settle = <T>(promise: Promise<T>) =>
  promise.then(
    () => 'ok',
    (error) => ({ code: error.code, message: error.message, hint: error.hint }),
  );

const api = {
  held,
  tracks,
  settle,
  parseCatalogue,
  make: async (options: Partial<TryOnOptions> = {}): Promise<number> => {
    const canvas = document.createElement('canvas');
    document.body.append(canvas);
    const events: CarmineEvent[] = [];
    const tryOn = await createTryOn({
      canvas,
      assetBase: '/assets/',
      source: 'https://shop.example/product/1',
      // The same work on every machine.
      quality: { fixed: 'full' },
      onEvent: (event) => events.push(event),
      ...options,
    });
    const states: TryOnState[] = [tryOn.state];
    tryOn.subscribe((state) => states.push(state));
    return held.push({ tryOn, states, events }) - 1;
  },
  picture: async (url: string): Promise<Blob> => (await fetch(url)).blob(),
  /** Mean sRGB of a box of a PNG, in shares of its size. */
  mean: async (png: Blob, box: [number, number, number, number]): Promise<number[]> => {
    const bitmap = await createImageBitmap(png);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d')!;
    context.drawImage(bitmap, 0, 0);
    const [x, y, w, h] = box;
    const { data } = context.getImageData(
      Math.round(x * bitmap.width),
      Math.round(y * bitmap.height),
      Math.max(1, Math.round(w * bitmap.width)),
      Math.max(1, Math.round(h * bitmap.height)),
    );
    const sum = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) for (let c = 0; c < 3; c++) sum[c] = sum[c]! + data[i + c]!;
    return sum.map((v) => v / (data.length / 4));
  },
  size: async (png: Blob): Promise<[number, number]> => {
    const bitmap = await createImageBitmap(png);
    return [bitmap.width, bitmap.height];
  },
  /** A second of a canvas as a video file. */
  record: async (paint: (context: CanvasRenderingContext2D, i: number) => void): Promise<Blob> => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
    const context = canvas.getContext('2d')!;
    const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' });
    const chunks: Blob[] = [];
    recorder.ondataavailable = (event) => chunks.push(event.data);
    const done = new Promise<void>((resolve) => {
      recorder.onstop = () => resolve();
    });
    recorder.start();
    for (let i = 0; i < 20; i++) {
      paint(context, i);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    recorder.stop();
    await done;
    return new Blob(chunks, { type: 'video/webm' });
  },
};

export type SessionPage = typeof api;
Object.assign(window, { shop: api });
