import type { EventDataMap } from '@carmine/crm';
import { type CarmineError, toCarmineError } from '@carmine/errors';
import type { Events } from './events.ts';
import type { LiveSource } from './live-source.ts';

type Denial = EventDataMap['camera.denied']['reason'];

/** Bars that are known before anybody is asked (CameraBar), as a denial. */
const DENIAL_OF_BAR: Readonly<Record<string, Denial>> = {
  'permissions-policy': 'policy',
  'insecure-context': 'insecure',
};

/** Why there is no camera, for the host; null: nobody was refused (it was given up, or something else failed). */
export const denialOf = ({ code, details }: CarmineError): Denial | null => {
  switch (code) {
    case 'camera-denied':
      return details.permission === 'denied' ? 'blocked' : 'refused';
    case 'camera-not-found':
      return 'not-found';
    case 'camera-busy':
      return 'busy';
    case 'camera-unsupported':
      return DENIAL_OF_BAR[String(details.reason)] ?? 'unsupported';
    default:
      return null;
  }
};

/** Opens the camera and tells the host of the question and of its answer. Its end is told by whoever ends it. */
export const tellCamera = async (events: Events, open: () => Promise<LiveSource>): Promise<LiveSource> => {
  const surface = 'mirror';
  events.emit('camera.requested', { surface });
  let source: LiveSource;
  try {
    source = await open();
  } catch (raw) {
    const reason = denialOf(toCarmineError(raw));
    if (reason) events.emit('camera.denied', { surface, reason });
    throw raw;
  }
  events.emit('camera.granted', { surface, ...source.size });
  return source;
};
