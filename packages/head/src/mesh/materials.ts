/** What a triangle is made of; the label of every visible sample. */
export const MATERIAL = {
  /** Face skin: textured by the canonical UV. */
  skin: 0,
  /** The vermilion: triangles between the outer and the inner lip ring; canonical UV. */
  lip: 1,
  /** Skull, hair and neck: textured by (spoke, ring). */
  scalp: 2,
  ear: 3,
  /** The lid's wet edge. */
  waterline: 4,
  /** Inner side of the lips, gum, tongue, cavity: everything inside the mouth but teeth. */
  mouth: 5,
  eye: 6,
  teeth: 7,
  background: 8,
} as const;

export type Material = (typeof MATERIAL)[keyof typeof MATERIAL];
