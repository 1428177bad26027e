import type { FaceFrame } from '@carmine/face';
import type { Backend, LightHint, Look, PixelImage } from '@carmine/makeup';
import type { SkinReport } from '@carmine/skin';

/** See docs/design/contracts.md, Render worker. */
export interface RenderHost {
  readonly backend: Backend;
  readonly device: string;
  push(frameId: number, frame: VideoFrame | ImageBitmap): void;
  show(frame: FaceFrame | null, frameId: number): void;
  redraw(): void;
  setView(view: { bare?: boolean; light?: LightHint }): void;
  readonly inline: boolean;
  setLook(look: Look): Promise<void>;
  readPixels(): Promise<PixelImage>;
  close(): void;
}

/** See docs/design/contracts.md, SkinAnalyzer. */
export interface SkinAnalyzer {
  analyze(input: { image: ImageBitmap; frame: FaceFrame; signal?: AbortSignal }): Promise<SkinReport>;
  close(): void;
}
