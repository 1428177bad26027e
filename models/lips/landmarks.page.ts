import { createTracker, type Tracker } from '@carmine/tracking';

let tracker: Promise<Tracker> | null = null;

/** Landmarks of every face of a picture (478 x 3, 0..1), as the network gives them: lips not refined. */
const trackPicture = async (assetBase: string, url: string): Promise<number[][][]> => {
  tracker ??= createTracker({ assetBase, mode: 'image', parse: false });
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const frame = await (await tracker).track(picture, { frameId: 0, captureTime: 0 });
  return (frame?.faces ?? []).map(({ landmarks }) =>
    Array.from({ length: 478 }, (_, i) => [...landmarks.slice(i * 3, i * 3 + 3)]),
  );
};

declare global {
  interface Window {
    trackPicture: typeof trackPicture;
  }
}
window.trackPicture = trackPicture;
