/** Pictures as a Y4M film (4:4:4, BT.601, limited range): RGBA frames of one size. */
export const encodeY4m = (
  frames: readonly { readonly width: number; readonly height: number; readonly data: ArrayLike<number> }[],
  rate = 30,
): Buffer => {
  const { width, height } = frames[0]!;
  const parts: Buffer[] = [Buffer.from(`YUV4MPEG2 W${width} H${height} F${rate}:1 Ip A1:1 C444\n`)];
  const n = width * height;
  for (const { data } of frames) {
    const planes = Buffer.alloc(n * 3);
    for (let i = 0; i < n; i++) {
      const [r, g, b] = [data[i * 4]! / 255, data[i * 4 + 1]! / 255, data[i * 4 + 2]! / 255];
      const y = 0.299 * r + 0.587 * g + 0.114 * b;
      planes[i] = Math.round(16 + 219 * y);
      planes[n + i] = Math.round(128 + (224 * (b - y)) / 1.772);
      planes[2 * n + i] = Math.round(128 + (224 * (r - y)) / 1.402);
    }
    parts.push(Buffer.from('FRAME\n'), planes);
  }
  return Buffer.concat(parts);
};
