/** Steps a pixel in which rasterisers may place vertices: SwiftShader's four bits, the fewest that WebGPU allows; other devices have more. */
const STEPS = 16;

/** A coordinate, px, where every rasteriser places it alike: thin strokes would otherwise differ between backends. */
export const snap = (px: number): number => Math.round(px * STEPS) / STEPS;
