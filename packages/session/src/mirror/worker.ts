import { Conductor } from './conductor.ts';
import type { MirrorNews, MirrorOrder } from './protocol.ts';

/** The mirror worker: the conductor of one show. It ends when the page ends it. */
const tell = (news: MirrorNews, transfer: Transferable[] = []): void => postMessage(news, { transfer });
const conductor = new Conductor(tell);

self.addEventListener('message', ({ data }: MessageEvent<MirrorOrder>) => conductor.take(data));
tell({ kind: 'hello' });
