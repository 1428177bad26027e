import type { Progress } from '@carmine/session';
import { type Locale, messages } from '../locales/index.ts';
import { fill, megabytes } from './format.ts';

/** true while bytes are still to come. */
export const isLoading = (p: Progress | null | undefined): p is Progress =>
  p != null && p.total > 0 && p.loaded < p.total;

/** "Loading the face model · 3.1 of 16.1 MB". */
export const progressText = (p: Progress, locale: Locale): string => {
  const texts = messages(locale);
  const values = { loaded: megabytes(p.loaded, locale), total: megabytes(p.total, locale) };
  return `${texts[p.part === 'skin' ? 'load.skin' : 'load.tracking']} · ${fill(texts['load.bytes'], values)}`;
};
