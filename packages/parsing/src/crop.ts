/** An upright square-pixelled cut-out of a picture: where it lies and how large it is read. */
export interface CropPlan {
  /** Middle, px of the picture. */
  readonly centerX: number;
  readonly centerY: number;
  /** px of the picture that `width` spans. */
  readonly span: number;
  /** Roll of the face in the picture, radians, clockwise positive: the crop's right is the picture's right turned by it. */
  readonly turn: number;
  /** px of the crop. */
  readonly width: number;
  readonly height: number;
}

/** A cut-out that was read. 8-bit sRGB, RGBA, rows from the top; what lies outside the picture is transparent black. */
export interface Crop {
  readonly plan: CropPlan;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Reads a cut-out, scaled smoothly. The result may be overwritten by the next call. */
export type CropReader = (plan: CropPlan) => Crop;

/** [a, b, c, d, e, f] of a plan: picture X = a x + b y + c, Y = d x + e y + f for a point of the crop, px; pixel centres at .5. */
export const cropToPicture = (plan: CropPlan): readonly [number, number, number, number, number, number] => {
  const scale = plan.span / plan.width;
  const [cos, sin] = [Math.cos(plan.turn) * scale, Math.sin(plan.turn) * scale];
  const [x, y] = [plan.width / 2, plan.height / 2];
  return [cos, -sin, plan.centerX - cos * x + sin * y, sin, cos, plan.centerY - sin * x - cos * y];
};

/** The inverse of `cropToPicture`. */
export const pictureToCrop = (plan: CropPlan): readonly [number, number, number, number, number, number] => {
  const scale = plan.width / plan.span;
  const [cos, sin] = [Math.cos(plan.turn) * scale, Math.sin(plan.turn) * scale];
  return [
    cos,
    sin,
    plan.width / 2 - cos * plan.centerX - sin * plan.centerY,
    -sin,
    cos,
    plan.height / 2 + sin * plan.centerX - cos * plan.centerY,
  ];
};
