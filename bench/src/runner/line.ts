import type { ServerResponse } from 'node:http';
import { setTimeout as rest } from 'node:timers/promises';

/** Bytes that go at a time: a hundredth of a second of a 10 Mbit/s line. */
const PIECE = 12_500;
const BITS = 8;

/** ms from a request to the first byte of its answer: Chrome DevTools' preset "Fast 4G" (60 ms x 2.75). */
export const ROUND_TRIP = 165;

/** A line of a stated speed that all answers share, a piece each in turn, as packets do. No loss. */
export class Line {
  readonly mbit: number;
  readonly roundTrip: number;
  /** ms of performance.now() when what was taken on so far is through. */
  #free = 0;

  constructor(mbit: number, roundTrip = ROUND_TRIP) {
    this.mbit = mbit;
    this.roundTrip = roundTrip;
  }

  /** Sends `body` after a round trip and ends the response; resolves when the last piece has left. */
  async send(response: ServerResponse, body: Uint8Array): Promise<void> {
    await rest(this.roundTrip);
    for (let at = 0; at < body.length && !response.destroyed; at += PIECE) {
      const piece = body.subarray(at, at + PIECE);
      const now = performance.now();
      this.#free = Math.max(now, this.#free) + (piece.length * BITS) / (this.mbit * 1000);
      await rest(this.#free - now);
      response.write(piece);
    }
    response.end();
  }
}
