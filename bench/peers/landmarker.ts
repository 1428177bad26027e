import { FaceLandmarker, FilesetResolver } from '@mediapipe/tasks-vision';
import type { Running, SubjectOptions } from '../src/page/subject.ts';
import { firstFrame } from '../subjects/first.ts';

/** As the guide has it (ai.google.dev, Face landmark detection for web, "Create the task", read 2026-08): the CPU delegate, which is
 *  the default, one face, no blend shapes. Nothing is done that makes it slower. */
export const createPeerLandmarker = async ({
  vision,
  faceModel,
}: SubjectOptions): Promise<FaceLandmarker> => {
  const files = await FilesetResolver.forVisionTasks(vision.replace(/\/$/, ''));
  return FaceLandmarker.createFromOptions(files, {
    baseOptions: { modelAssetPath: faceModel },
    runningMode: 'VIDEO',
    numFaces: 1,
  });
};

/** Points of the first face, or null. */
export type Points = readonly { readonly x: number; readonly y: number }[] | null;

/** The loop of the guide: on the page's thread, once a display frame, only for a video time that is new. */
export const recipeLoop = (
  landmarker: FaceLandmarker,
  video: HTMLVideoElement,
  draw: (points: Points) => void,
) => {
  let [lastTime, ended, shown] = [-1, false, 0];
  let [track, drawn]: [number[], number[]] = [[], []];
  const first = firstFrame();
  const predict = (): void => {
    if (ended) return;
    if (video.currentTime !== lastTime) {
      lastTime = video.currentTime;
      const begun = performance.now();
      const points = landmarker.detectForVideo(video, begun).faceLandmarks[0] ?? null;
      const seen = performance.now();
      draw(points);
      track.push(seen - begun);
      drawn.push(performance.now() - seen);
      shown++;
      if (points) first.resolve();
    }
    requestAnimationFrame(predict);
  };
  predict();
  return {
    first: first.promise,
    shown: () => shown,
    stages: () => {
      const told = { track, draw: drawn };
      [track, drawn] = [[], []];
      return told;
    },
    end: () => {
      ended = true;
      (video.srcObject as MediaStream).getTracks().forEach((each) => void each.stop());
    },
  };
};

/** What both peers tell of themselves. */
export const recipeFacts = (
  loop: ReturnType<typeof recipeLoop>,
  options: SubjectOptions,
): Pick<Running, 'numbered' | 'onDraw' | 'shown' | 'stages' | 'facts' | 'state'> => ({
  numbered: true,
  onDraw: () => {},
  shown: loop.shown,
  stages: loop.stages,
  facts: () => ({ delegate: 'CPU', model: options.faceModel }),
  state: () => ({ phase: 'live', error: null }),
});
