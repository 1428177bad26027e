import { parseCatalogue } from '../catalogue/parse.ts';
import type { ShadeRecord } from '../catalogue/schema.ts';
import type { Shade } from '../catalogue/shade.ts';
import { demoFoundations } from './foundations.ts';
import { demoLipsticks } from './lipsticks.ts';

export { DEMO_BRAND, LINES, LIP_LINE, type Words } from './words.ts';

/** The fictional demo brand as catalogue records: 2 x 40 foundations, 24 lipsticks. catalogue/demo.jsonl holds the same. */
export const demoRecords = (): ShadeRecord[] => [...demoFoundations(), ...demoLipsticks()];

/** The demo brand, parsed: what `parseCatalogue` makes of `demoRecords()`. */
export const demoCatalogue: readonly Shade[] = parseCatalogue(demoRecords()).shades;
