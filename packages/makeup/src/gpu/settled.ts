import type { Device } from './device.ts';

/** ms between two looks at a WebGL fence; its status only changes between tasks. */
const POLL = 2;
/** Share of what the work before took that passes before the first look. */
const PATIENCE = 0.5;
/** A fence that stays unsignalled this long belongs to a lost context, ms. */
const GIVE_UP = 5000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Tells when a device has finished. */
export class Settler {
  readonly #device: Device;
  /** What the device took the last time, ms. */
  #took = 0;

  constructor(device: Device) {
    this.#device = device;
  }

  /** Resolves when the device has finished all work given to it so far; at once when it is lost. */
  async settled(): Promise<void> {
    const { gpu, renderer } = this.#device;
    if (gpu) {
      await gpu.queue.onSubmittedWorkDone();
      return;
    }
    const gl = renderer.getContext() as unknown as WebGL2RenderingContext;
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    if (!fence) return;
    gl.flush();
    const start = performance.now();
    const waited = () => performance.now() - start;
    // A slow device is not asked every other millisecond: each look costs the thread a task.
    for (let wait = this.#took * PATIENCE; waited() < GIVE_UP && !gl.isContextLost(); wait = POLL) {
      if (gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED) break;
      await pause(wait);
    }
    this.#took = Math.min(waited(), GIVE_UP);
    gl.deleteSync(fence);
  }
}
