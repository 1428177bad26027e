import type { Subject } from '../src/page/subject.ts';
import { cameraVideo } from './camera-video.ts';

/** The camera in a video element and nothing else: what the browser itself takes of the page's thread. Nothing is made up, and no
 *  picture is read. */
export const plainVideo: Subject = async () => {
  const canvas = document.createElement('canvas');
  const video = await cameraVideo();
  document.body.append(video);
  return {
    canvas,
    numbered: false,
    readAfterDraw: true,
    onDraw: () => {},
    shown: () => video.getVideoPlaybackQuality().totalVideoFrames,
    stages: () => ({ track: [], draw: [] }),
    facts: () => ({}),
    state: () => ({ phase: 'live', error: null }),
    close: () => (video.srcObject as MediaStream).getTracks().forEach((each) => void each.stop()),
  };
};
