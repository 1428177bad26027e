import type { TryOnState } from '@carmine/session';
import type { MessageKey } from './locales/index.ts';
import type { Values } from './words/format.ts';

type Words = (key: MessageKey, values?: Values) => string;

/** The words of the live region. Says what changed, once, and never moves the focus (WCAG 2.2, 4.1.3). */
export class Announcer {
  text = '';
  readonly #host: { requestUpdate(): void };

  constructor(host: { requestUpdate(): void }) {
    this.#host = host;
  }

  say(text: string): void {
    if (!text || text === this.text) return;
    this.text = text;
    this.#host.requestUpdate();
  }

  /** Tells the changes of state a person who does not see the mirror must hear. */
  follow(before: TryOnState | null, now: TryOnState | null, t: Words): void {
    if (now === null || now === before) return;
    this.say(announcement(before, now, t));
  }
}

const announcement = (before: TryOnState | null, now: TryOnState, t: Words): string => {
  if (now.report !== null && now.report !== before?.report) return reportWords(now, t);
  // A guided capture says its own.
  if (now.analysis === 'running' && before?.analysis !== 'running' && !now.capture)
    return t('report.running');
  if (now.phase === 'idle' && before && before.phase !== 'idle') return t('announce.stopped');
  if (now.phase === 'loading' && before?.phase !== 'loading') return t('load.title');
  if (now.face !== before?.face && !now.capture) {
    if (now.face === 'found') return t('face.found');
    if (now.face === 'lost') return t('face.lost');
    if (now.face === 'searching') return t('face.searching');
  }
  return '';
};

const reportWords = ({ report }: TryOnState, t: Words): string => {
  const skin = report?.skin;
  if (!skin) return t('report.none');
  return t('announce.report', {
    undertone: t(`undertone.${skin.undertone.label}`),
    confidence: t(`confidence.${skin.confidence}`),
  });
};
