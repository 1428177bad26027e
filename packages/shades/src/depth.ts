/** Depth families by L* of the skin or masstone, lightest first. Words for a shelf, not for people. */
export const DEPTH_FAMILIES = ['fair', 'light', 'medium', 'tan', 'deep', 'rich'] as const;
export type DepthFamily = (typeof DEPTH_FAMILIES)[number];

const FROM = [70, 62, 53, 44, 36] as const;

/** The family of L* 0..100: fair from 70, light 62, medium 53, tan 44, deep 36, else rich. */
export const depthFamily = (L: number): DepthFamily => {
  const i = FROM.findIndex((from) => L >= from);
  return DEPTH_FAMILIES[i < 0 ? 5 : i] ?? 'rich';
};
