import type { Core } from './core.ts';
import type { Show } from './show.ts';
import type { Diagnostics } from './types.ts';
import { VERSION } from './version.ts';

/** The facts of this moment; cheap, may be polled. */
export const diagnose = (core: Core, show: Show | null): Diagnostics => {
  const { host, tracker } = core.parts;
  return {
    version: VERSION,
    backend: host?.backend ?? null,
    device: host?.device ?? null,
    renderer: host ? (host.inline ? 'inline' : 'worker') : null,
    delegate: tracker?.diagnostics.delegate ?? null,
    trackerInline: tracker?.diagnostics.inline ?? false,
    feed: show?.carrier === 'worker' ? 'VideoFrame' : (tracker?.diagnostics.feed ?? null),
    carrier: show?.carrier ?? null,
    openFrames: core.ledger.open + (show?.openFrames ?? 0),
    inferenceMs: show?.inferenceMs ?? 0,
    frames: { ...(show?.counts ?? { read: 0, shown: 0, skipped: 0 }) },
  };
};
