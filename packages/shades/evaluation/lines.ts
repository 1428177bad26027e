import { existsSync, readFileSync } from 'node:fs';
import { hexToLab } from '@carmine/color';
import { parseCatalogue, type Shade } from '@carmine/shades';
import { demoCatalogue } from '@carmine/shades/demo';

/** A line of shades whose true colours are known. */
export interface Line {
  readonly name: string;
  readonly shades: readonly Shade[];
}

const FIXTURE = new URL('../../../../shared/data/catalogue/foundation-shades.csv', import.meta.url);

/** The foundation lines of the demo brand. */
export const demoLines = (): Line[] => {
  const foundations = demoCatalogue.filter((s) => s.type === 'foundation');
  return [...new Set(foundations.map((s) => s.line))].map((name) => ({
    name,
    shades: foundations.filter((s) => s.line === name),
  }));
};

/** Retail lines of 40 and more, each hex taken for the true colour of its shade (skin.md 0.9): layouts of real lines, not their colours. Numbered,
 *  because names are not ours. Empty where the fixture is not at hand. */
export const retailLines = (): Line[] => {
  if (!existsSync(FIXTURE)) return [];
  const lines = new Map<string, Set<string>>();
  for (const row of readFileSync(FIXTURE, 'utf8').split('\n').slice(1)) {
    const hex = row.match(/#[0-9A-Fa-f]{6}/g)?.at(-1);
    const [brand, product] = row.match(/("(?:[^"]|"")*"|[^,]*)/g)?.filter((f) => f !== '') ?? [];
    if (!hex || !brand || !product) continue;
    const key = `${brand}|${product}`;
    lines.set(key, (lines.get(key) ?? new Set()).add(hex.toLowerCase()));
  }
  return [...lines.values()]
    .filter((hexes) => hexes.size >= 40)
    .map((hexes, i) => {
      const records = [...hexes].map((hex, k) => ({
        schema: 'shade/1',
        sku: `R${i + 1}-${k + 1}`,
        brand: 'retail',
        line: `retail ${i + 1}`,
        name: hex,
        type: 'foundation',
        color: { lab: hexToLab(hex), trust: 'T0', sigma: [0.5, 0.5, 0.5] },
        finish: 'natural',
        coverage: { cr: 0.75 },
      }));
      return { name: `retail ${i + 1}`, shades: parseCatalogue(records).shades };
    });
};
