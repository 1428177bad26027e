import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Moment, trendOf } from './history.ts';

/** `told`: a number without a target, shown because it is worth knowing. */
export type Outcome = 'pass' | 'fail' | 'skipped' | 'told';

/** One picture of the report. */
export interface Figure {
  /** File below the report's folder. */
  readonly file: string;
  readonly caption: string;
}

/** One thing that must be seen: what was wanted, what was measured. */
export interface Row {
  readonly id: string;
  readonly title: string;
  /** In words, such as "mean IoU >= 0.78". */
  readonly target: string;
  readonly measured: string;
  /** The number the trend follows, where one number tells. */
  readonly value?: number;
  readonly outcome: Outcome;
  /** false: so far off its target that something broke; what `npm test` fails on. Left out: as the outcome says. Targets are for `pnpm fidelity`, since a
   *  number at its edge moves a little with processor and browser. */
  readonly sound?: boolean;
  /** How it was measured, and on what. */
  readonly how: string;
  /** Numbers behind it, plain JSON. */
  readonly details?: unknown;
  readonly figures?: readonly Figure[];
}

/** Where rows put their pictures. */
export interface Gallery {
  /** Writes a PNG and gives back its place in the report. */
  add(name: string, png: Uint8Array, caption: string): Figure;
}

export const createGallery = (root: string): Gallery => {
  mkdirSync(join(root, 'pictures'), { recursive: true });
  return {
    add: (name, png, caption) => {
      const file = `pictures/${name}.png`;
      writeFileSync(join(root, file), png);
      return { file, caption };
    },
  };
};

const html = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `
:root { color-scheme: light; font: 15px/1.5 system-ui, "Noto Sans", sans-serif; color: #241c1f; background: #faf7f5; }
body { max-width: 1180px; margin: 0 auto; padding: 40px 24px 80px; }
h1 { font-weight: 600; letter-spacing: -.01em; margin: 0 0 4px; }
.sub { color: #6f6166; margin: 0 0 28px; }
table { border-collapse: collapse; width: 100%; background: #fff; border-radius: 12px; overflow: hidden; box-shadow: 0 1px 3px #0001; }
th, td { text-align: left; padding: 10px 14px; border-bottom: 1px solid #f0eae7; vertical-align: top; }
th { font-weight: 500; color: #6f6166; font-size: 13px; }
td a { color: inherit; }
.pass, .fail, .skipped, .told { font-weight: 600; font-size: 13px; padding: 2px 10px; border-radius: 99px; white-space: nowrap; }
.pass { background: #e2f1e5; color: #1d6b33; } .fail { background: #fbe1e1; color: #9c1c1c; } .skipped, .told { background: #eee9e6; color: #6f6166; }
section { margin-top: 44px; } h2 { font-size: 20px; margin: 0 0 4px; } .how { color: #6f6166; margin: 0 0 14px; max-width: 80ch; }
.figures { display: flex; flex-wrap: wrap; gap: 14px; } figure { margin: 0; }
figure img { display: block; max-width: 100%; border-radius: 8px; box-shadow: 0 1px 3px #0002; }
figcaption { font-size: 13px; color: #6f6166; margin-top: 4px; }
svg.trend { fill: none; stroke: #8a5a68; stroke-width: 1.5; } svg.trend circle { fill: #8a5a68; stroke: none; }
details { margin: 10px 0; } pre { background: #fff; padding: 12px; border-radius: 8px; overflow: auto; font-size: 12px; }
`;

const tableRow = (row: Row, history: readonly Moment[]): string =>
  `<tr><td><a href="#${row.id}">${html(row.title)}</a></td><td>${html(row.target)}</td><td>${html(row.measured)}</td><td>${trendOf(row.id, history)}</td><td><span class="${row.outcome}">${row.outcome}</span></td></tr>`;

const figure = ({ file, caption }: Figure): string =>
  `<figure><img src="${file}" alt="${html(caption)}" loading="lazy"><figcaption>${html(caption)}</figcaption></figure>`;

const section = (row: Row): string => {
  const figures = row.figures?.length ? `<div class="figures">${row.figures.map(figure).join('')}</div>` : '';
  const numbers = row.details
    ? `<details><summary>Numbers</summary><pre>${html(JSON.stringify(row.details, null, 1))}</pre></details>`
    : '';
  const head = `<h2>${html(row.title)} <span class="${row.outcome}">${row.outcome}</span></h2>`;
  const line = `<p class="how">${html(row.measured)}; wanted: ${html(row.target)}. ${html(row.how)}</p>`;
  return `<section id="${row.id}">${head}${line}${figures}${numbers}</section>`;
};

/** The readable page: every row, failures first to see, worst cases first in each gallery. */
export const toHtml = (
  rows: readonly Row[],
  facts: Readonly<Record<string, string>>,
  history: readonly Moment[] = [],
): string => {
  const sub = Object.entries(facts).map(([key, value]) => `${html(key)}: ${html(value)}`);
  const head = '<th>What</th><th>Wanted</th><th>Measured</th><th>Trend</th><th></th>';
  const counts = (['pass', 'fail', 'skipped', 'told'] as const)
    .map((outcome) => `${rows.filter((row) => row.outcome === outcome).length} ${outcome}`)
    .join(', ');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Carmine fidelity</title><style>${STYLE}</style></head><body>
<h1>Carmine fidelity</h1><p class="sub">${counts}. ${sub.join(' &middot; ')}</p>
<table><thead><tr>${head}</tr></thead><tbody>${rows.map((row) => tableRow(row, history)).join('')}</tbody></table>
${rows.map(section).join('\n')}</body></html>\n`;
};

/** Writes fidelity.json and index.html. */
export const writeReport = (
  root: string,
  rows: readonly Row[],
  facts: Readonly<Record<string, string>>,
  history: readonly Moment[] = [],
): void => {
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'fidelity.json'), `${JSON.stringify({ version: 1, facts, rows }, null, 1)}\n`);
  writeFileSync(join(root, 'index.html'), toHtml(rows, facts, history));
};
