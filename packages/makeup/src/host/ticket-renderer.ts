import { type CarmineError, toCarmineError } from '@carmine/errors';
import { type FaceFrame, FrameTickets } from '@carmine/face';
import { createRenderer } from '../gpu/renderer.ts';
import type { DrawSource, Look, MakeupRenderer, PixelImage, ProductKind, RendererOptions } from '../types.ts';
import { cutFrame, cutSource, middleCut } from './cut.ts';
import { Shrink } from './shrink.ts';
import type { RenderHost, View } from './types.ts';

/** The frame on show and what was seen in it. */
interface Shown {
  readonly frameId: number;
  readonly source: DrawSource;
  frame: FaceFrame | null;
}

/** What a host is told without asking; see RenderHostOptions. */
export interface TicketHooks {
  readonly onError: (error: CarmineError) => void;
  readonly onDrawn?: ((frameId: number, drawn: boolean) => void) | undefined;
}

/** A renderer and its frame tickets on one thread. Owns the frames given to it. */
export class TicketRenderer implements RenderHost {
  readonly inline = true;
  readonly #renderer: MakeupRenderer;
  readonly #tickets = new FrameTickets<DrawSource>();
  readonly #hooks: TicketHooks;
  #shown: Shown | null = null;
  #view: View = {};
  readonly #shrink = new Shrink();
  /** Readbacks under way: meanwhile pictures are drawn in their own size. */
  #reading = 0;
  /** Contexts lost so far: what was drawn on one of them and not finished is not on the canvas. */
  #losses = 0;
  /** Resolves when the last `show` has been told of. */
  #told: Promise<void> = Promise.resolve();
  #closed = false;

  static async create(options: RendererOptions, hooks: TicketHooks): Promise<TicketRenderer> {
    let host: TicketRenderer | null = null;
    const renderer = await createRenderer({
      ...options,
      onContext: (state) => {
        host?.contextIs(state);
        options.onContext?.(state);
        if (state === 'restored') host?.redraw();
      },
    });
    host = new TicketRenderer(renderer, hooks);
    return host;
  }

  private constructor(renderer: MakeupRenderer, hooks: TicketHooks) {
    this.#renderer = renderer;
    this.#hooks = hooks;
  }

  get backend() {
    return this.#renderer.backend;
  }

  get device() {
    return this.#renderer.device;
  }

  push(frameId: number, frame: DrawSource): void {
    if (this.#closed) frame.close();
    else this.#tickets.put(frameId, frame);
  }

  show(frame: FaceFrame | null, frameId: number): void {
    if (this.#closed) return;
    const losses = this.#losses;
    const drawn = this.#place(frame, frameId) && this.#redrawn();
    const { onDrawn } = this.#hooks;
    if (!onDrawn) return;
    const settled = this.#renderer.settled();
    // Two may be under way: they are told in the order in which they were shown.
    this.#told = this.#told
      .then(() => settled)
      .then(() => {
        if (!this.#closed) onDrawn(frameId, drawn && losses === this.#losses);
      });
  }

  contextIs(state: 'lost' | 'restored'): void {
    if (state === 'lost') this.#losses++;
  }

  /** false: the frame is gone. */
  #place(frame: FaceFrame | null, frameId: number): boolean {
    if (this.#shown?.frameId === frameId) this.#shown.frame = frame;
    else {
      const source = this.#tickets.take(frameId);
      if (!source) return false;
      this.#shown?.source.close();
      this.#shown = { frameId, source, frame };
    }
    return true;
  }

  link(): null {
    return null;
  }

  redraw(): void {
    this.#redrawn();
  }

  /** Draws what is shown. false: it could not. */
  #redrawn(): boolean {
    if (this.#closed || !this.#shown) return false;
    try {
      this.#draw(this.#shown);
      return true;
    } catch (error) {
      const fault = toCarmineError(error);
      // The renderer tells of a loss by itself and draws again when it is back.
      if (fault.code !== 'gpu-lost') this.#hooks.onError(fault);
      return false;
    }
  }

  #draw({ source, frame }: Shown): void {
    const { bare = false, split, light, aspect, longSide = null } = this.#view;
    const options = { bare, split: split ?? undefined, light };
    const [width, height] =
      'displayWidth' in source ? [source.displayWidth, source.displayHeight] : [source.width, source.height];
    const cut = aspect ? middleCut(width, height, aspect) : null;
    const part = cut && cutSource(source, cut);
    const small = this.#shrink.take(part ?? source, this.#reading > 0 ? null : longSide);
    try {
      this.#renderer.draw(small ?? part ?? source, part && frame ? cutFrame(frame, cut) : frame, options);
    } finally {
      small?.close();
      part?.close();
    }
  }

  setView(view: View): void {
    this.#view = { ...this.#view, ...view };
    this.redraw();
  }

  setLook(look: Look): Promise<void> {
    return this.#renderer.setLook(look);
  }

  setLooks(looks: readonly Look[]): Promise<void> {
    return this.#renderer.setLooks(looks);
  }

  readPixels(): Promise<PixelImage> {
    return this.#whole(() => this.#renderer.readPixels());
  }

  readMask(product: ProductKind): Promise<Uint8Array> {
    return this.#whole(() => this.#renderer.readMask(product));
  }

  /** Reads back with the picture drawn in its own size. */
  async #whole<T>(read: () => Promise<T>): Promise<T> {
    if (!this.#view.longSide) return read();
    this.#reading++;
    try {
      this.redraw();
      return await read();
    } finally {
      this.#reading--;
      this.redraw();
    }
  }

  async ping(): Promise<void> {}

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#tickets.clear();
    this.#shown?.source.close();
    this.#shown = null;
    this.#renderer.close();
  }
}
