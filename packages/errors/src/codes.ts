/** One row of the error table: what the fault means for the session and what the user or developer can do. */
export interface ErrorRow {
  /** true: the part that raised it cannot go on; false: only this request failed. */
  readonly fatal: boolean;
  /** English sentence that says what to do. User-facing texts in three languages live in @carmine/elements. */
  readonly hint: string;
}

/** Every code the SDK can raise. A code is public API: rename only with a major version. */
export const ERROR_CODES = {
  'camera-unsupported': {
    fatal: false,
    hint: 'This browser offers no camera here. Use a photo, a video file or the model head instead; the page must be served over https.',
  },
  'camera-denied': {
    fatal: false,
    hint: 'Camera access was refused. Allow it in the browser settings for this site, or use a photo instead.',
  },
  'camera-not-found': { fatal: false, hint: 'No camera was found. Connect one, or use a photo instead.' },
  'camera-busy': { fatal: false, hint: 'The camera is in use by another program. Close it and try again.' },
  'camera-ended': {
    fatal: false,
    hint: 'The camera stopped. Connect it again and press start, or use a photo.',
  },
  'image-unreadable': {
    fatal: false,
    hint: 'This file is not a picture the browser can read. Use JPEG, PNG, WebP or AVIF.',
  },
  'image-too-small': {
    fatal: false,
    hint: 'The picture is too small. Use one at least 64 pixels on its short side.',
  },
  'image-too-large': {
    fatal: false,
    hint: 'The picture is too large for this device. Scale it down and try again.',
  },
  'video-unreadable': {
    fatal: false,
    hint: 'This file is not a video the browser can play. Use MP4 (H.264) or WebM.',
  },
  'no-face': { fatal: false, hint: 'No face was found. Face the camera in even light, without a mask.' },
  'look-invalid': {
    fatal: false,
    hint: 'The look has an unknown product, field or value; the message names the layer and the field.',
  },
  'look-newer': {
    fatal: false,
    hint: 'This saved look was made by a newer version of the SDK. Update the page that reads it.',
  },
  'storage-failed': {
    fatal: false,
    hint: 'The browser did not store it. Free some space, or export it as a file.',
  },
  'recording-unsupported': {
    fatal: false,
    hint: 'This browser cannot record the picture as a video. Take a snapshot instead, or use a current Chrome, Edge, Safari or Firefox.',
  },
  'catalogue-invalid': {
    fatal: false,
    hint: 'The catalogue has broken rows; each is listed with its line and field. The good rows are used.',
  },
  'shade-unknown': { fatal: false, hint: 'No shade with this sku is in the catalogue.' },
  'asset-missing': {
    fatal: true,
    hint: 'A file of the SDK is missing under assetBase. Copy the whole assets folder to your server and set assetBase to its URL.',
  },
  'asset-corrupt': {
    fatal: true,
    hint: 'A file under assetBase is not what it should be (often index.html sent for a missing file, or a wrong MIME type). Check the server rules for this path.',
  },
  'model-invalid': { fatal: true, hint: 'faceModelUrl did not give a usable face_landmarker bundle.' },
  'worker-failed': {
    fatal: true,
    hint: 'A worker could not start or stopped. Check that the assets are same-origin and the CSP allows worker-src self and wasm-unsafe-eval.',
  },
  'gpu-unavailable': {
    fatal: true,
    hint: 'Neither WebGPU nor WebGL2 could be started. Use a browser with hardware acceleration switched on.',
  },
  'gpu-lost': { fatal: false, hint: 'The graphics context was lost; it is being rebuilt.' },
  'browser-unsupported': {
    fatal: true,
    hint: 'This browser lacks a feature the SDK needs (WebAssembly SIMD or WebGL2). Update it.',
  },
  'browser-missing': {
    fatal: true,
    hint: 'The command needs Chromium, Chrome or Edge. Install one, or set CARMINE_BROWSER to its path.',
  },
  'file-unreadable': { fatal: false, hint: 'The file cannot be read. Check its path and permissions.' },
  'unsupported-format': { fatal: false, hint: 'This format or version is not supported.' },
  'invalid-argument': { fatal: false, hint: 'A value given to the SDK is wrong; the message names it.' },
  aborted: { fatal: false, hint: 'The request was cancelled.' },
  closed: { fatal: true, hint: 'This object was closed. Create a new one.' },
  internal: { fatal: true, hint: 'Something went wrong inside the SDK. Please report it with the message.' },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERROR_CODES;
