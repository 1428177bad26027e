import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';

type FileKind = 'photo' | 'video';

/** How pictures come in (dialogue, drop, paste) and go out (download). */
export class FileDoor implements ReactiveController {
  /** A file hangs over the element. */
  dragging = false;
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #taken: (kind: FileKind, file: Blob) => void;

  constructor(host: ReactiveControllerHost & HTMLElement, taken: (kind: FileKind, file: Blob) => void) {
    this.#host = host;
    this.#taken = taken;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.addEventListener('dragover', this.#dragover);
    this.#host.addEventListener('dragleave', this.#dragleave);
    this.#host.addEventListener('drop', this.#drop);
    this.#host.ownerDocument.addEventListener('paste', this.#paste);
  }

  hostDisconnected(): void {
    this.#host.removeEventListener('dragover', this.#dragover);
    this.#host.removeEventListener('dragleave', this.#dragleave);
    this.#host.removeEventListener('drop', this.#drop);
    this.#host.ownerDocument.removeEventListener('paste', this.#paste);
  }

  /** The hidden file fields; they must be in the page for the dialogue to open everywhere. */
  render(): TemplateResult {
    const field = (kind: FileKind) => html`<input
      class="sr-only"
      type="file"
      tabindex="-1"
      aria-hidden="true"
      data-kind=${kind}
      accept=${kind === 'photo' ? 'image/*' : 'video/*'}
      @change=${(e: Event) => this.#picked(kind, e.target as HTMLInputElement)}
    />`;
    return html`${field('photo')}${field('video')}`;
  }

  /** Opens the file dialogue; call it from a user's press. */
  open(kind: FileKind): void {
    this.#host.shadowRoot?.querySelector<HTMLInputElement>(`input[data-kind=${kind}]`)?.click();
  }

  /** Hands a file to the user's downloads. */
  save(blob: Blob, name: string): void {
    const url = URL.createObjectURL(blob);
    const link = this.#host.ownerDocument.createElement('a');
    link.href = url;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  /** Shares a file where the device can, else hands it to the downloads. The user may still say no: that is no fault. */
  async share(file: File): Promise<void> {
    const { navigator } = this.#host.ownerDocument.defaultView ?? globalThis;
    if (!navigator.canShare?.({ files: [file] })) {
      this.save(file, file.name);
      return;
    }
    try {
      await navigator.share({ files: [file] });
    } catch (error) {
      if ((error as DOMException).name !== 'AbortError') this.save(file, file.name);
    }
  }

  #picked(kind: FileKind, field: HTMLInputElement): void {
    const file = field.files?.[0];
    field.value = '';
    if (file) this.#taken(kind, file);
  }

  #offer(file: File | undefined | null): boolean {
    if (!file) return false;
    this.#taken(file.type.startsWith('video/') ? 'video' : 'photo', file);
    return true;
  }

  #drag(on: boolean): void {
    if (this.dragging === on) return;
    this.dragging = on;
    this.#host.requestUpdate();
  }

  readonly #dragover = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#drag(true);
  };

  readonly #dragleave = (event: DragEvent): void => {
    if (!this.#host.contains(event.relatedTarget as Node | null)) this.#drag(false);
  };

  readonly #drop = (event: DragEvent): void => {
    this.#drag(false);
    if (this.#offer(event.dataTransfer?.files[0])) event.preventDefault();
  };

  /** A pasted picture belongs to the mirror under the pointer or with the focus, so that two on a page do not fight. */
  readonly #paste = (event: ClipboardEvent): void => {
    if (!this.#host.matches(':hover, :focus-within')) return;
    const file = [...(event.clipboardData?.files ?? [])].find((f) => /^(image|video)\//.test(f.type));
    if (this.#offer(file)) event.preventDefault();
  };
}
