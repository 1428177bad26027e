import { CarmineElement } from '../carmine-element.ts';
import { type Box, pictureBox, type Size } from '../words/picture-box.ts';

/** Base of what lies over the picture and must follow where it is drawn, whatever the size of the stage. */
export abstract class OverPicture extends CarmineElement {
  static override properties = {
    ...CarmineElement.properties,
    picture: { attribute: false },
    fit: { attribute: false },
  };

  /** px of what the canvas shows. */
  declare picture: Size;
  /** How the canvas lies in the stage. */
  declare fit: 'cover' | 'contain';

  protected stage: Size = { width: 0, height: 0 };
  #observer: ResizeObserver | null = null;

  constructor() {
    super();
    this.picture = { width: 0, height: 0 };
    this.fit = 'contain';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(() => this.#measure());
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    this.#observer?.disconnect();
    super.disconnectedCallback();
  }

  #measure(): void {
    const { clientWidth: width, clientHeight: height } = this;
    if (width === this.stage.width && height === this.stage.height) return;
    this.stage = { width, height };
    this.requestUpdate();
  }

  protected get box(): Box | null {
    return pictureBox(this.stage, this.picture, this.fit);
  }
}
