import type { Look } from '@carmine/makeup';
import type { MatchResult, Shade } from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';

/** What a host is told of a shade put on. */
export const shadeApplied = (shade: Shade, look: Look): Record<string, unknown> => ({
  sku: shade.sku,
  look: look.layers.length,
});

export const shadeMatched = (match: MatchResult): Record<string, unknown> => ({ match });
export const skinScored = (report: SkinReport): Record<string, unknown> => ({ measures: report.measures });
