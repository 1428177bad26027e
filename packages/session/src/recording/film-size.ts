export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Long side of a recording at most, px: Full HD, which phones encode and messengers take. */
const MAX_SIDE = 1920;

/** The size a picture is recorded in: its own, evenly smaller past Full HD, and even, as H.264 with 4:2:0 needs. */
export const filmSize = ({ width, height }: Size): Size => {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const even = (side: number) => Math.max(2, Math.round((side * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
};

/** Where a picture lies in a film whole and centred: x, y, width, height, px. A picture may change its size while it is recorded. */
export const placeIn = (film: Size, picture: Size): readonly [number, number, number, number] => {
  const scale = Math.min(film.width / picture.width, film.height / picture.height);
  const [w, h] = [picture.width * scale, picture.height * scale];
  return [(film.width - w) / 2, (film.height - h) / 2, w, h];
};
