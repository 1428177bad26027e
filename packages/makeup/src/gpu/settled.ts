import type { Device } from './device.ts';

/** ms between two looks at a WebGL fence; its status only changes between tasks. */
const POLL = 2;
/** A fence that stays unsignalled this long belongs to a lost context, ms. */
const GIVE_UP = 5000;

/** Resolves when the device has finished all work given to it so far; at once when it is lost. */
export const settled = async (device: Device): Promise<void> => {
  if (device.gpu) {
    await device.gpu.queue.onSubmittedWorkDone();
    return;
  }
  const gl = device.renderer.getContext() as unknown as WebGL2RenderingContext;
  const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
  if (!fence) return;
  gl.flush();
  for (let waited = 0; waited < GIVE_UP && !gl.isContextLost(); waited += POLL) {
    if (gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED) break;
    await new Promise((resolve) => setTimeout(resolve, POLL));
  }
  gl.deleteSync(fence);
};
