import type { Backend, BackendOptions } from './backend.ts';
import { FrameDoor } from './link.ts';

/** The engine on the page's own thread. Loads tasks-vision only when it is needed. */
export const createInlineBackend = async ({
  engine,
  onProgress,
  signal,
}: BackendOptions): Promise<Backend> => {
  const { TrackEngine } = await import('./engine.ts');
  const loaded = await TrackEngine.load(engine, onProgress, { signal });
  const door = new FrameDoor((request) => loaded.track(request));
  return {
    inline: true,
    ended: new Promise(() => {}),
    link: () => {
      const { port1, port2 } = new MessageChannel();
      door.serve(port2);
      return port1;
    },
    track: (request) => loaded.track(request),
    setMode: (mode) => loaded.setMode(mode),
    setPace: (pace) => loaded.setPace(pace),
    close: () => loaded.close(),
  };
};
