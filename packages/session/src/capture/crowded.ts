import type { FaceFrame } from '@carmine/face';

/** Outer landmarks of the cheeks; a face this much as wide as the first may be the one that was meant (the gate `faces` of @carmine/skin). */
const CHEEKS = [234, 454] as const;
const RIVAL = 0.5;

/** Whether most stills of a burst show somebody beside the shopper: one mistaken look is no second face. */
export const crowded = (stills: readonly { readonly frame: FaceFrame }[]): boolean =>
  2 * stills.filter(({ frame }) => rivals(frame) > 0).length > stills.length;

const rivals = ({ faces }: FaceFrame): number => {
  const [first = 0, ...others] = faces.map(({ landmarks }) =>
    Math.abs(landmarks[CHEEKS[1] * 3]! - landmarks[CHEEKS[0] * 3]!),
  );
  return others.filter((width) => width >= RIVAL * first).length;
};
