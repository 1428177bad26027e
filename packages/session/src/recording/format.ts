import { CarmineError } from '@carmine/errors';

/** What is asked for, best first: MP4 with H.264 plays wherever it is sent; High profile, level 5.1 covers every size we record.
 *  A bare video/mp4 may hold VP9, which iPhones do not play. */
const WISHES = [
  'video/mp4;codecs=avc1.640033',
  'video/mp4;codecs=avc1.42E033',
  'video/webm;codecs=vp9',
  'video/webm;codecs=vp8',
  'video/webm',
] as const;

/** A format this browser can record. Throws recording-unsupported. */
export const recordingFormat = (): string => {
  const type =
    typeof MediaRecorder === 'undefined'
      ? undefined
      : WISHES.find((wish) => MediaRecorder.isTypeSupported(wish));
  if (type && typeof HTMLCanvasElement.prototype.captureStream === 'function') return type;
  throw new CarmineError('recording-unsupported', {
    message: `recording: no ${type ? 'HTMLCanvasElement.captureStream' : 'MediaRecorder for MP4 or WebM'} here`,
    details: { missing: type ? 'captureStream' : 'MediaRecorder' },
  });
};

/** File ending of a recorder's type. */
export const endingOf = (type: string): 'mp4' | 'webm' => (type.startsWith('video/mp4') ? 'mp4' : 'webm');
