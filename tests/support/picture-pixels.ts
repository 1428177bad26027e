/** The pixels of an encoded picture, sRGB RGBA. In a page or a worker. */
export const picturePixels = async (picture: Blob): Promise<ImageData> => {
  const bitmap = await createImageBitmap(picture);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const pixels = context.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return pixels;
};

/** The same of a picture at an address. */
export const fetchedPixels = async (url: string): Promise<ImageData> =>
  picturePixels(await (await fetch(url)).blob());
