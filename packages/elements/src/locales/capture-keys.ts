import type { CaptureHint } from '@carmine/session';

/** Words of the guided capture. */
export type CaptureKey =
  | `capture.${CaptureHint}`
  | 'capture.label'
  | 'capture.wait'
  | 'capture.ready'
  | 'capture.taking'
  | 'capture.reading'
  | 'capture.shutter'
  | 'capture.cancel'
  | 'capture.voice'
  | 'capture.voice.none'
  | 'capture.frames'
  | 'announce.capture';

export type CaptureMessages = Readonly<Record<CaptureKey, string>>;
