import type { LightHint } from '@carmine/makeup';
import type { SkinReport } from '@carmine/skin';

/** What the renderer may be told of the light by an analysis; undefined: let it estimate from the picture.
 *  Only a reading of high confidence says anything: a wrong neutral is safer than a wrong cast (rendering.md 3.1). On live video
 *  the exposure is left out: the camera changes it from frame to frame, and the renderer follows it. */
export const lightHint = (report: SkinReport, live: boolean): LightHint | undefined => {
  const { light, skin } = report;
  if (!light || skin?.confidence !== 'high') return undefined;
  const { illuminant, exposure } = light;
  return live ? { illuminant } : { illuminant, exposure };
};
