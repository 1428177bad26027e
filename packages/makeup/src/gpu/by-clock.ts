import type { WebGPURenderer } from 'three/webgpu';

/** What three's WebGL backend waits with. */
interface GlWaits {
  readonly isWebGLBackend?: boolean;
  readonly gl: WebGL2RenderingContext;
  readonly parallel: { readonly COMPLETION_STATUS_KHR: number } | null;
  readonly utils: { _clientWaitAsync(): Promise<void> };
  get(pipeline: object): { readonly programGPU: WebGLProgram };
  createRenderPipeline(object: { readonly pipeline: object }, promises: Promise<void>[] | null): void;
  _completeCompile(object: object, pipeline: object): void;
}

/** ms between two looks at a program that is being linked, or at a fence. */
const POLL = 4;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, POLL));

/**
 * Makes three wait for programs and fences by the clock. It looks at them once a display frame, and a page that is hidden, or a worker of one, has
 * none: a look would not come on, and a readback not end, until the page is seen (decision 0396). Returns the function that ends every wait.
 */
export const waitByClock = (renderer: WebGPURenderer): (() => void) => {
  const backend = renderer.backend as unknown as GlWaits;
  if (!backend.isWebGLBackend) return () => {};
  const { gl, parallel } = backend;
  let ended = false;
  const over = (): boolean => ended || gl.isContextLost();
  const until = async (done: () => boolean): Promise<boolean> => {
    while (!over() && !done()) await pause();
    return !over();
  };

  backend.utils._clientWaitAsync = async () => {
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    if (!fence || !(await until(() => gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.SIGNALED)))
      throw new Error('The context went while a readback waited for it.');
    gl.deleteSync(fence);
  };

  if (parallel) {
    const [create, complete] = [backend.createRenderPipeline, backend._completeCompile];
    backend.createRenderPipeline = (object, promises) => {
      if (!promises) {
        create.call(backend, object, promises);
        return;
      }
      const { pipeline } = object;
      // Made as one that is needed at once, but for the last step, which would wait for the driver.
      backend._completeCompile = () => {};
      create.call(backend, object, null);
      backend._completeCompile = complete;
      const { programGPU } = backend.get(pipeline);
      const linked = () => gl.getProgramParameter(programGPU, parallel.COMPLETION_STATUS_KHR) === true;
      promises.push(
        until(linked).then((there) => {
          if (there) complete.call(backend, object, pipeline);
        }),
      );
    };
  }
  const compile = renderer.compileAsync;
  renderer.compileAsync = async (...args) => {
    if (!ended) await compile.apply(renderer, args);
  };
  return () => {
    ended = true;
  };
};
