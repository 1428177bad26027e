import type { Backend, BackendOptions } from './backend.ts';

/** The engine on the page's own thread. Loads tasks-vision only when it is needed. */
export const createInlineBackend = async ({
  engine,
  onProgress,
  signal,
}: BackendOptions): Promise<Backend> => {
  const { TrackEngine } = await import('./engine.ts');
  const loaded = await TrackEngine.load(engine, onProgress, signal);
  return {
    inline: true,
    track: (request) => loaded.track(request),
    setMode: (mode) => loaded.setMode(mode),
    close: () => loaded.close(),
  };
};
