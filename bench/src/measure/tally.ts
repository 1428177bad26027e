import type { Sighting } from './smoothness.ts';

/** A look at the canvas: the number of the picture on it, and the subject's own count of shown frames at that moment. */
export interface Look extends Sighting {
  readonly own: number;
}

/** Different pictures among those a subject says it showed: between two looks no more than numbers went by, and none where the picture
 *  did not move. Reading every picture would cost a readback each and decide the result; two looks a second do not. */
export const uniqueOf = (looks: readonly Look[]): { readonly unique: number; readonly own: number } => {
  let [unique, own] = [0, 0];
  looks.slice(1).forEach((look, i) => {
    const before = looks[i]!;
    const counted = Math.max(0, look.own - before.own);
    own += counted;
    unique += Math.min(counted, Math.max(0, look.frame - before.frame));
  });
  return { unique, own };
};

/** Own counts polled over time, as one moment for each frame: frames that came between two polls are spread over the time between. */
export const momentsOf = (polls: readonly { readonly at: number; readonly own: number }[]): number[] => {
  const moments: number[] = [];
  let [since, own] = [polls[0]?.at ?? 0, polls[0]?.own ?? 0];
  for (const poll of polls) {
    const came = poll.own - own;
    for (let i = 1; i <= came; i++) moments.push(since + ((poll.at - since) * i) / came);
    if (came > 0) since = poll.at;
    own = Math.max(own, poll.own);
  }
  return moments;
};
