/** Wishes of the guided capture. */
export interface CaptureRequestMap {
  /** Take the burst now. */
  shutterrequest: undefined;
  /** Give the reading up; the mirror goes on. */
  capturecancelrequest: undefined;
  voicerequest: { readonly on: boolean };
}
