import { CarmineError, type ErrorCode } from '@carmine/errors';

/** Names getUserMedia rejects with (W3C Media Capture and Streams 10.2.1, and the older names of WebKit and
 *  Chromium), and what they mean for a person. */
const CODE_OF_NAME: Readonly<Record<string, ErrorCode>> = {
  NotAllowedError: 'camera-denied',
  PermissionDeniedError: 'camera-denied',
  PermissionDismissedError: 'camera-denied',
  SecurityError: 'camera-denied',
  NotFoundError: 'camera-not-found',
  DevicesNotFoundError: 'camera-not-found',
  OverconstrainedError: 'camera-not-found',
  ConstraintNotSatisfiedError: 'camera-not-found',
  NotReadableError: 'camera-busy',
  TrackStartError: 'camera-busy',
  SourceUnavailableError: 'camera-busy',
  AbortError: 'camera-busy',
  InvalidStateError: 'camera-unsupported',
  NotSupportedError: 'camera-unsupported',
  TypeError: 'camera-unsupported',
};

const IN_APP_HINT =
  'This app’s built-in browser keeps the camera from the page. Open the page in the system browser, or use a photo.';

/** A refusal of getUserMedia as a typed error. `inApp` names the app whose built-in browser the page runs in;
 *  `permission` is what the browser remembers for this site (in `details`: "denied" needs the settings, "prompt" another try). */
export const cameraError = (
  cause: unknown,
  { inApp = null, permission = null }: { inApp?: string | null; permission?: string | null } = {},
): CarmineError => {
  if (cause instanceof CarmineError) return cause;
  const name = (cause as { name?: string } | null)?.name ?? 'Error';
  const message = (cause as { message?: string } | null)?.message || name;
  const code = CODE_OF_NAME[name] ?? 'camera-unsupported';
  const details = { reason: name, ...(inApp && { inApp }), ...(permission && { permission }) };
  const hint = inApp && code === 'camera-denied' ? { hint: IN_APP_HINT } : {};
  return new CarmineError(code, { message: `camera: ${message}`, details, cause, ...hint });
};

/** Why there can be no camera here, known before anybody is asked. */
export type CameraBar = 'insecure-context' | 'in-app-browser' | 'no-api' | 'permissions-policy';

const BAR_HINTS: Partial<Record<CameraBar, string>> = {
  'insecure-context': 'A camera needs https. Serve the page over https (or localhost), or use a photo.',
  'in-app-browser': IN_APP_HINT,
  'permissions-policy':
    'The page or the frame around it forbids the camera. Add allow="camera" to the iframe and camera=(self) to Permissions-Policy.',
};

export const barredError = (bar: CameraBar, inApp: string | null): CarmineError =>
  new CarmineError('camera-unsupported', {
    message: `camera: not offered here (${bar})`,
    details: { reason: bar, ...(inApp ? { inApp } : {}) },
    ...(BAR_HINTS[bar] ? { hint: BAR_HINTS[bar] } : {}),
  });
