import type { Hono } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { acting, type StaffRouteOptions } from '../http/acting.ts';
import type { LiveFeed, LiveMessage } from './feed.ts';

/** ms between two signs of life: proxies close what is silent for a minute. */
const BEAT_MS = 20_000;
/** A stream ends with this age and the page opens another, so that who was let go does not go on looking. ms */
const AGE_MS = 10 * 60_000;

const send = (stream: SSEStreamingApi, message: LiveMessage): Promise<void> =>
  message.kind === 'events'
    ? stream.writeSSE({ event: 'events', data: JSON.stringify(message.events) })
    : stream.writeSSE({ event: 'away', data: '' });

/** GET /v1/live: server-sent events (WHATWG HTML 9.2) for the console. */
export const addLiveRoute = (app: Hono, options: StaffRouteOptions, feed: LiveFeed): void => {
  app.get('/v1/live', async (c) => {
    await acting(c, options, 'live.read');
    // nginx would hold the stream back otherwise.
    c.header('X-Accel-Buffering', 'no');
    return streamSSE(c, (stream) => {
      const stop = feed.listen((message) => void send(stream, message));
      const beat = setInterval(() => void stream.write(': \n\n'), BEAT_MS);
      return new Promise<void>((resolve) => {
        const age = setTimeout(() => end(), AGE_MS);
        const end = (): void => {
          stop();
          clearInterval(beat);
          clearTimeout(age);
          resolve();
        };
        stream.onAbort(end);
      });
    });
  });
};
