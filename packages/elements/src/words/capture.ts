import type { CaptureState } from '@carmine/session';
import type { MessageKey } from '../locales/index.ts';

/** What is written and spoken at this moment of a capture. */
export const captureKey = ({ stage, hint }: Pick<CaptureState, 'stage' | 'hint'>): MessageKey => {
  if (stage === 'reading') return 'capture.reading';
  if (stage === 'taking') return 'capture.taking';
  if (stage === 'ready') return 'capture.ready';
  return hint ? `capture.${hint}` : 'capture.wait';
};
