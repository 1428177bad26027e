import { parseCatalogue } from '../catalogue/parse.ts';
import type { ShadeRecord } from '../catalogue/schema.ts';
import type { Shade } from '../catalogue/shade.ts';
import { demoCheeks } from './cheeks.ts';
import { demoEyes } from './eyes.ts';
import { demoFoundations } from './foundations.ts';
import { demoLipColours } from './lip-colours.ts';
import { demoLipsticks } from './lipsticks.ts';

export {
  BLUSH_LINE,
  BRONZER_LINE,
  BROW_LINE,
  CONTOUR_LINE,
  DEMO_BRAND,
  EYELINER_LINE,
  EYESHADOW_LINE,
  HIGHLIGHTER_LINE,
  LINES,
  LIP_COLOUR_LINE,
  LIP_LINE,
  LIP_LINER_LINE,
  MASCARA_LINE,
  type Words,
} from './words.ts';

/** The fictional demo brand as catalogue records, a line or two for each of the twelve products. catalogue/demo.jsonl holds the same. */
export const demoRecords = (): ShadeRecord[] => [
  ...demoFoundations(),
  ...demoLipsticks(),
  ...demoLipColours(),
  ...demoCheeks(),
  ...demoEyes(),
];

/** The demo brand, parsed: what `parseCatalogue` makes of `demoRecords()`. */
export const demoCatalogue: readonly Shade[] = parseCatalogue(demoRecords()).shades;
