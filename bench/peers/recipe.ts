import type { Subject } from '../src/page/subject.ts';
import { cameraVideo } from '../subjects/camera-video.ts';
import { drawLips, fitCanvas } from '../subjects/draw-lips.ts';
import { createPeerLandmarker, recipeFacts, recipeLoop } from './landmarker.ts';

/** The usual recipe: MediaPipe on the page's thread, the video and flat lips on a 2D canvas. */
export const recipe: Subject = async (options) => {
  const [landmarker, video] = await Promise.all([createPeerLandmarker(options), cameraVideo()]);
  const canvas = document.createElement('canvas');
  document.body.append(canvas);
  const context = canvas.getContext('2d')!;
  const loop = recipeLoop(landmarker, video, (points) => {
    fitCanvas(canvas, video.videoWidth, video.videoHeight);
    drawLips(context, video, points && ((i) => points[i]!));
  });
  await loop.first;
  return {
    canvas,
    ...recipeFacts(loop, options),
    readAfterDraw: false,
    close: () => {
      loop.end();
      landmarker.close();
    },
  };
};
