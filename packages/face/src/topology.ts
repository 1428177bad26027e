/** Landmark indices of the 478-point face mesh. Source: MediaPipe, face_landmarks_connections.py and
 *  tensors_to_face_landmarks_with_attention.pbtxt; ring order checked against the mesh's edges in the tests.
 *  Sides are the SUBJECT's: `left` is seen on the right of an un-mirrored picture. */

export type Side = 'left' | 'right';
export const SIDES = ['left', 'right'] as const satisfies readonly Side[];
type Indices = readonly number[];

/** Corners of the mouth (outer lip ring). */
export const MOUTH_CORNERS: Readonly<Record<Side, number>> = { right: 61, left: 291 };

/** Four closed rings of 20, spoke k of one lies on spoke k of the others. From the subject's right corner (0) along
 *  the upper lip to the left corner (10) and back along the lower lip. */
export const LIP_RINGS = {
  outer: [61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146],
  semiOuter: [76, 184, 74, 73, 72, 11, 302, 303, 304, 408, 306, 307, 320, 404, 315, 16, 85, 180, 90, 77],
  semiInner: [62, 183, 42, 41, 38, 12, 268, 271, 272, 407, 292, 325, 319, 403, 316, 15, 86, 179, 89, 96],
  inner: [78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95],
} as const satisfies Readonly<Record<string, Indices>>;

/** Lid margins as closed rings of 16: outer corner (0), lower lid, inner corner (8), upper lid back. */
export const EYE_RINGS: Readonly<Record<Side, Indices>> = {
  right: [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246],
  left: [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466],
};

/** Lid margins as arcs of 9 from the outer to the inner corner, corners included. */
export const EYE_ARCS: Readonly<Record<Side, { readonly upper: Indices; readonly lower: Indices }>> = {
  right: {
    upper: [33, 246, 161, 160, 159, 158, 157, 173, 133],
    lower: [33, 7, 163, 144, 145, 153, 154, 155, 133],
  },
  left: {
    upper: [263, 466, 388, 387, 386, 385, 384, 398, 362],
    lower: [263, 249, 390, 373, 374, 380, 381, 382, 362],
  },
};

/** Rows of points around the eye, growing outwards from the lid margin; each runs from the outer to the inner side. */
export interface LidHalo {
  readonly upper: Indices;
  readonly lower: Indices;
}

/** Halos 2 to 4 of the attention mesh (the lid margin is 1). Upper 2 lies on the lid, 3 in the crease,
 *  4 under the brow; lower 4 follows the orbit's rim (under-eye). */
export const LID_HALOS: Readonly<Record<Side, readonly [LidHalo, LidHalo, LidHalo]>> = {
  right: [
    { upper: [247, 30, 29, 27, 28, 56, 190], lower: [130, 25, 110, 24, 23, 22, 26, 112, 243] },
    { upper: [113, 225, 224, 223, 222, 221, 189], lower: [226, 31, 228, 229, 230, 231, 232, 233, 244] },
    { upper: [35, 124, 46, 53, 52, 65], lower: [143, 111, 117, 118, 119, 120, 121, 128, 245] },
  ],
  left: [
    { upper: [467, 260, 259, 257, 258, 286, 414], lower: [359, 255, 339, 254, 253, 252, 256, 341, 463] },
    { upper: [342, 445, 444, 443, 442, 441, 413], lower: [446, 261, 448, 449, 450, 451, 452, 453, 464] },
    { upper: [265, 353, 276, 283, 282, 295], lower: [372, 340, 346, 347, 348, 349, 350, 357, 465] },
  ],
};

/** Eyebrows as two rows of 5 from the temple to the nose. */
export const BROWS: Readonly<Record<Side, LidHalo>> = {
  right: { upper: [70, 63, 105, 66, 107], lower: [46, 53, 52, 65, 55] },
  left: { upper: [300, 293, 334, 296, 336], lower: [276, 283, 282, 295, 285] },
};

/** Iris centre and its four edge points, in the model's order: right, top, left and bottom in the picture, for both
 *  eyes. Not part of the 468-vertex mesh. */
export const IRISES: Readonly<Record<Side, { readonly center: number; readonly edge: Indices }>> = {
  right: { center: 468, edge: [469, 470, 471, 472] },
  left: { center: 473, edge: [474, 475, 476, 477] },
};

/** Outline of the face, closed ring of 36, from the top of the forehead over the subject's left ear to the chin. */
export const FACE_OVAL: Indices = [
  10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];
