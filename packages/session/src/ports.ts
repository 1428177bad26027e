import type { FaceFrame } from '@carmine/face';
import type { SkinReport } from '@carmine/skin';

/** See docs/design/contracts.md, SkinAnalyzer. */
export interface SkinAnalyzer {
  analyze(input: { image: ImageBitmap; frame: FaceFrame; signal?: AbortSignal }): Promise<SkinReport>;
  close(): void;
}
