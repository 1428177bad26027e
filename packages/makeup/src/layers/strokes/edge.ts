/** Half the width of a drawn edge: px, so that it is never a staircase, and mm, so that a 4K line is not a knife's cut. */
const EDGE_PX = 0.6;
const EDGE_MM = 0.07;

/** Half the width of a stroke's soft edge, px. */
export const edgeOf = (pixelsPerMm: number): number => Math.max(EDGE_PX, EDGE_MM * pixelsPerMm);

/** Amount in the middle of a line `thick` px wide whose edges are `edge` px to both sides: a line thinner than its edges is paler, not
 *  wider, so that the product in its cross-section stays thickness times amount. */
export const peakOf = (thick: number, edge: number): number =>
  thick >= 2 * edge ? 1 : Math.max(0, thick) / (edge + Math.max(0, thick) / 2);
