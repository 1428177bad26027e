/** A canvas in the place of one whose control went with a worker that died: it can never be drawn on again. Attributes go along, listeners
 *  do not. */
export const renewCanvas = (old: HTMLCanvasElement): HTMLCanvasElement => {
  const fresh = old.cloneNode(false) as HTMLCanvasElement;
  old.replaceWith(fresh);
  return fresh;
};
