/** ms over which product fades in on a face that comes, and out on one that is lost (rendering.md 6.2). */
const ATTACK_MS = 120;
const RELEASE_MS = 80;

/** Presence after `dt` ms more of being seen or not, 0..1. */
export const presenceAfter = (presence: number, seen: boolean, dt: number): number =>
  seen ? Math.min(1, presence + dt / ATTACK_MS) : Math.max(0, presence - dt / RELEASE_MS);
