export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where a picture lies in its stage, px from the stage's left and top; parts may lie outside (cover). */
export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

/** CSS object-fit, centred. null while either has no size. */
export const pictureBox = (stage: Size, picture: Size, fit: 'cover' | 'contain'): Box | null => {
  if (![stage.width, stage.height, picture.width, picture.height].every((v) => v > 0)) return null;
  const scales = [stage.width / picture.width, stage.height / picture.height];
  const scale = fit === 'cover' ? Math.max(...scales) : Math.min(...scales);
  const [width, height] = [picture.width * scale, picture.height * scale];
  return { left: (stage.width - width) / 2, top: (stage.height - height) / 2, width, height };
};

/** The share of the picture's width that is in sight, [from, to]. */
export const seenShare = (stage: Size, box: Box): readonly [number, number] => [
  Math.max(0, -box.left / box.width),
  Math.min(1, (stage.width - box.left) / box.width),
];
