import type { CaptureEvent, TryOn, TryOnState } from '@carmine/session';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { CaptureRequestMap } from './capture-requests.ts';
import type { SessionController } from './controller.ts';
import { emitCapture } from './events.ts';
import type { Locale, MessageKey } from './locales/index.ts';
import { heard } from './requests.ts';
import { type Speech, Voice } from './voice.ts';
import { captureKey } from './words/capture.ts';

/** What the scanner needs of its element. */
export interface ScanHost {
  readonly controller: SessionController;
  /** How readings are taken. */
  options(): { readonly preset: 'lenient' | 'standard' | 'strict'; readonly guided: boolean };
  /** Whether the shade can still be had. */
  sells(sku: string): boolean;
  text(key: MessageKey): string;
  language(): Locale;
  say(text: string): void;
}

/** Sources whose shopper can follow an instruction. */
const GUIDED = new Set(['camera', 'head']);

/** Takes readings for `<carmine-try-on>`: guided before a camera, spoken if wished, given up at any time. */
export class Scan implements ReactiveController {
  readonly voice: Voice;
  readonly #element: ReactiveControllerHost & HTMLElement;
  readonly #host: ScanHost;
  #abort: AbortController | null = null;
  #spoken = '';
  #heard: TryOn | null = null;
  /** The shade the customer said fits; '' none. Kept from one reading to the next, and no longer than the source. */
  #fits = '';

  constructor(element: ReactiveControllerHost & HTMLElement, host: ScanHost, speech?: Speech | null) {
    this.#element = element;
    this.#host = host;
    const changed = (): void => element.requestUpdate();
    this.voice = speech === undefined ? new Voice(changed) : new Voice(changed, speech);
    element.addController(this);
  }

  hostConnected(): void {
    this.#element.ownerDocument?.addEventListener('visibilitychange', this.#hidden);
  }

  hostDisconnected(): void {
    this.#element.ownerDocument?.removeEventListener('visibilitychange', this.#hidden);
    this.voice.close();
  }

  /** Hears the wishes of the parts under `root`; none goes further up. */
  attach(root: ParentNode): void {
    const on = <K extends keyof CaptureRequestMap>(
      name: K,
      take: (detail: CaptureRequestMap[K]) => void,
    ): void => root.addEventListener(name, heard<K>(take) as unknown as EventListener);
    on('shutterrequest', () => this.#host.controller.tryOn?.shutter());
    on('capturecancelrequest', () => this.cancel());
    on('voicerequest', ({ on: wish }) => this.speak(wish));
    root.addEventListener('keydown', (event) => {
      if ((event as KeyboardEvent).key !== 'Escape' || !this.#host.controller.state?.capture) return;
      event.preventDefault();
      this.cancel();
    });
  }

  /** Reads the face; a newer wish ends an older one. */
  async run(): Promise<void> {
    const abort = new AbortController();
    this.#abort?.abort();
    this.#abort = abort;
    await this.#host.controller.run(async (t) => {
      const { preset, guided } = this.#host.options();
      // Once for each session: a cancelled reading tells its end after its caller was told.
      if (this.#heard !== t) t.onCapture((event) => this.#tell(event));
      this.#heard = t;
      const { source } = t.state;
      const known = this.#host.sells(this.#fits) ? { match: { fits: this.#fits } } : {};
      await t.analyze({
        ...known,
        // The model head cannot follow advice: nobody is asked to switch its filter off.
        preset: source === 'head' ? 'lenient' : preset,
        guided: guided && GUIDED.has(source),
        signal: abort.signal,
      });
    });
    if (this.#abort === abort) this.#abort = null;
  }

  cancel(): void {
    this.#abort?.abort();
    this.#abort = null;
  }

  /** Turns the voice on or off; on, it says at once what is written. */
  speak(on: boolean): void {
    if (!on) this.voice.stop();
    this.voice.on = on;
    this.#spoken = '';
    this.follow(this.#host.controller.state);
    this.#element.requestUpdate();
  }

  /** Speaks what has changed. */
  follow(state: TryOnState | null): void {
    this.#remember(state);
    const capture = state?.capture ?? null;
    if (!capture) {
      if (this.#spoken) this.voice.stop();
      this.#spoken = '';
      this.#returnFocus();
      return;
    }
    const text = this.#host.text(captureKey(capture));
    if (text === this.#spoken) return;
    this.#spoken = text;
    this.voice.say(text, this.#host.language());
  }

  /** A reading that a gate stops, or that is running, has no match and asks nothing anew. */
  #remember(state: TryOnState | null): void {
    if (!state || state.phase === 'idle' || state.phase === 'loading') this.#fits = '';
    else if (state.match) this.#fits = state.match.query.fits ?? '';
  }

  /** A keyboard that was in the capture goes back to the button that began it. */
  #returnFocus(): void {
    const root = this.#element.shadowRoot;
    if (root?.activeElement?.localName !== 'carmine-capture') return;
    void this.#focusToolbar(root);
  }

  /** The toolbar comes with the next update, and its buttons with its own. */
  async #focusToolbar(root: ShadowRoot): Promise<void> {
    this.#element.requestUpdate();
    await this.#element.updateComplete;
    const toolbar = root.querySelector('carmine-toolbar');
    await toolbar?.updateComplete;
    toolbar?.focus({ preventScroll: true });
  }

  readonly #hidden = (): void => {
    if (this.#element.ownerDocument.hidden) this.voice.stop();
  };

  #tell(event: CaptureEvent): void {
    if (event.type === 'capture-started') this.#host.say(this.#host.text('announce.capture'));
    emitCapture(this.#element, event);
  }
}
