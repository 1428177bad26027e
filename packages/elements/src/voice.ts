import type { Locale } from './locales/index.ts';

/** What is needed of the browser's speech. */
export interface Speech {
  readonly synthesis: Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel'> & Partial<EventTarget>;
  utter(text: string): SpeechSynthesisUtterance;
}

/** The browser's own speech; null where there is none. */
const browserSpeech = (): Speech | null =>
  typeof speechSynthesis === 'undefined' || typeof SpeechSynthesisUtterance === 'undefined'
    ? null
    : { synthesis: speechSynthesis, utter: (text) => new SpeechSynthesisUtterance(text) };

/** Voices of a language, the closest first: zh-Hant and zh-TW before other Chinese, and never another language. */
const voiceFor = (voices: readonly SpeechSynthesisVoice[], language: Locale): SpeechSynthesisVoice | null => {
  const tag = (v: SpeechSynthesisVoice): string => v.lang.replace('_', '-').toLowerCase();
  // A voice that is not local sends what it says to a server: nothing leaves the device.
  const local = voices.filter((v) => v.localService && tag(v).split('-')[0] === language.split('-')[0]);
  return local.find((v) => tag(v) === language.toLowerCase()) ?? local[0] ?? null;
};

/** Speaks the guidance with a voice of the device. Off until the shopper turns it on. */
export class Voice {
  on = false;
  readonly #changed: () => void;
  readonly #speech: Speech | null;
  #watching = false;

  /** `changed`: the device's voices came to be known. */
  constructor(changed: () => void, speech: Speech | null = browserSpeech()) {
    this.#changed = changed;
    this.#speech = speech;
  }

  /** The device has a voice of its own for the language. */
  can(language: Locale): boolean {
    if (!this.#speech) return false;
    // Chromium reads its voices after the first question.
    if (!this.#watching) {
      this.#watching = true;
      this.#speech.synthesis.addEventListener?.('voiceschanged', this.#changed);
    }
    return voiceFor(this.#speech.synthesis.getVoices(), language) !== null;
  }

  /** Says it at once, in place of what is being said. */
  say(text: string, language: Locale): void {
    if (!this.on || !this.#speech || !text) return;
    const { synthesis } = this.#speech;
    const voice = voiceFor(synthesis.getVoices(), language);
    if (!voice) return;
    const utterance = this.#speech.utter(text);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    synthesis.cancel();
    synthesis.speak(utterance);
  }

  stop(): void {
    if (this.on) this.#speech?.synthesis.cancel();
  }

  /** Silent for good: the listener goes too. */
  close(): void {
    this.stop();
    this.#watching = false;
    this.#speech?.synthesis.removeEventListener?.('voiceschanged', this.#changed);
  }
}
