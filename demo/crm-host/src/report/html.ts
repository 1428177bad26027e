import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { nameIn } from '../../console/src/texts/index.ts';
import type { Share } from '../figures/proportion.ts';
import type { Completeness } from '../imports/completeness.ts';
import type { MonthlyReport } from './figures.ts';
import type { Groups } from './groups.ts';
import { type ReportKey, type ReportLocale, reportText } from './texts.ts';

/** A monthly report as one file to read, print and send on: no script, no picture, nothing loaded. */

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
type Cell = string | number | null;

/** Everything a section writes with. */
interface Pen {
  readonly say: (key: ReportKey, values?: Readonly<Record<string, string | number>>) => string;
  readonly name: (group: string, value: string) => string;
  readonly number: (value: number, digits?: number) => string;
  readonly percent: (share: number, digits?: number) => string;
  readonly points: (share: number) => string;
}

const penOf = (locale: ReportLocale): Pen => {
  const number = (value: number, digits = 0): string =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
      value,
    );
  return {
    say: (key, values) => reportText(locale, key, values),
    name: (group, value) => nameIn(locale, group, value),
    number,
    percent: (share, digits = 1) => `${number(100 * share, digits)} %`,
    points: (share) => `${share > 0 ? '+' : ''}${number(100 * share, 1)}`,
  };
};

const shareText = (pen: Pen, value: Share | null): string =>
  value ? `${pen.percent(value.share)} (${pen.percent(value.low)} – ${pen.percent(value.high)})` : '–';

const rowOf = ([head, ...cells]: readonly Cell[]): Html =>
  html`<tr><th scope="row">${head ?? '–'}</th>${cells.map((c) => html`<td>${c ?? '–'}</td>`)}</tr>`;

const table = (head: readonly string[], rows: readonly (readonly Cell[])[]): Html => html`<table>
${head.length ? html`<thead><tr>${head.map((h) => html`<th scope="col">${h}</th>`)}</tr></thead>` : ''}
<tbody>${rows.map(rowOf)}</tbody></table>`;

const section = (title: string, ...parts: readonly (Html | string)[]): Html =>
  html`<section><h2>${title}</h2>${parts}</section>`;
const note = (text: string, tone = ''): Html => html`<p class="note ${tone}">${text}</p>`;

const funnelPart = (pen: Pen, { funnel, windowDays }: MonthlyReport): Html =>
  section(
    pen.say('funnel'),
    note(pen.say('funnel.note', { days: windowDays })),
    funnel
      ? table(
          [pen.say('group'), pen.say('count'), pen.say('share')],
          [
            [pen.say('tried'), pen.number(funnel.tried), ''],
            [pen.say('cart'), pen.number(funnel.cart), shareText(pen, funnel.toCart)],
            [pen.say('bought'), pen.number(funnel.bought), shareText(pen, funnel.toBuy)],
          ],
        )
      : note(pen.say('none')),
  );

const groupsPart = (pen: Pen, title: string, names: string, groups: Groups): Html => {
  const rows: (readonly Cell[])[] = groups.rows.map((r) => [pen.name(names, r.name), pen.number(r.n)]);
  if (groups.small) rows.push([pen.say('small'), pen.number(groups.small)]);
  return rows.length ? html`<h3>${title}</h3>${table([], rows)}` : html``;
};

const complaintsPart = (pen: Pen, { complaints: c }: MonthlyReport): Html => {
  const hours = (h: number | null): Cell => (h === null ? null : pen.number(h, 1));
  return section(
    pen.say('complaints'),
    table(
      [],
      [
        [pen.say('opened'), pen.number(c.opened)],
        [pen.say('closed'), `${pen.number(c.closed)} · ${shareText(pen, c.closedShare)}`],
        [pen.say('loop'), `${pen.number(c.verified)} · ${shareText(pen, c.loopClosed)}`],
        [pen.say('late'), pen.number(c.late)],
        [pen.say('median'), hours(c.medianHours)],
        [pen.say('p90'), hours(c.p90Hours)],
        [
          pen.say('rating'),
          c.meanRating === null ? null : `${pen.number(c.meanRating, 2)} (n = ${pen.number(c.rated)})`,
        ],
      ],
    ),
    groupsPart(pen, pen.say('kinds'), 'complaint', c.kinds),
    groupsPart(pen, pen.say('causes'), 'cause', c.causes),
    groupsPart(pen, pen.say('outcomes'), 'outcome', c.outcomes),
  );
};

/** Cut, not rounded: 97.96 % has not reached 98 %. */
const cut = (share: number): number => Math.floor(share * 1000) / 1000;

const completenessPart = (pen: Pen, { completeness }: MonthlyReport): Html => {
  const line = (name: string, c: Omit<Completeness, 'fields'>): readonly Cell[] => [
    name,
    `${pen.number(c.rows)} ${pen.say('rows')}`,
    c.share === null ? null : pen.percent(cut(c.share)),
    c.share === null
      ? null
      : [0.9, 0.98]
          .map((mark, i) => pen.say(c.reached[i] ? 'reached' : 'missed', { mark: pen.percent(mark, 0) }))
          .join(' · '),
  ];
  return section(
    pen.say('completeness'),
    table(
      [],
      [
        line(pen.say('overall'), completeness.overall),
        ...Object.entries(completeness.sources).map(([id, c]) => line(pen.name('source', id), c)),
      ],
    ),
  );
};

const customersPart = (pen: Pen, { tiers, churn }: MonthlyReport): Html => {
  const tier = (name: string | null): string => (name === null ? pen.say('noTier') : pen.name('tier', name));
  const rows: (readonly Cell[])[] = tiers.moves.map((m) => [
    `${tier(m.was)} → ${tier(m.became)}`,
    pen.number(m.n),
  ]);
  if (tiers.small) rows.push([pen.say('small'), pen.number(tiers.small)]);
  return html`${section(pen.say('tiers'), rows.length ? table([], rows) : note(pen.say('none')))}
${section(
  pen.say('churn'),
  table(
    [],
    (['no-interaction', 'no-purchase'] as const).map((flag) => [
      pen.name('churn', flag),
      churn[flag] === null ? pen.say('few') : pen.number(churn[flag]),
    ]),
  ),
)}`;
};

const pilotsPart = (pen: Pen, { pilots }: MonthlyReport): Html =>
  section(
    pen.say('pilots'),
    ...(pilots.length
      ? pilots.map((e) => {
          const p = e.splitP < 0.001 ? '< 0.001' : pen.number(e.splitP, 3);
          const base = e.variants[0]?.variant ?? '';
          return html`<h3>${e.id}</h3>${note(pen.say(e.mismatch ? 'mismatch' : 'split', { p }), e.mismatch ? 'alarm' : '')}${table(
            [
              pen.say('group'),
              pen.say('sessions'),
              pen.say('bought'),
              pen.say('share'),
              pen.say('uplift', { base }),
            ],
            e.variants.map((v) => [
              v.variant,
              pen.number(v.sessions),
              pen.number(v.bought),
              shareText(pen, v.toBuy),
              v.uplift
                ? `${pen.points(v.uplift.share)} (${pen.points(v.uplift.low)} – ${pen.points(v.uplift.high)})`
                : pen.say('base'),
            ]),
          )}`;
        })
      : [note(pen.say('none'))]),
  );

const matchesPart = (pen: Pen, { matches }: MonthlyReport): Html =>
  section(
    pen.say('matches'),
    note(pen.say('matches.note')),
    table(
      [],
      [
        [pen.say('sessions'), pen.number(matches.sessions)],
        [pen.say('abstained'), shareText(pen, matches.abstained)],
      ],
    ),
    matches.rows.length
      ? table(
          [pen.say('confidence'), pen.say('count'), pen.say('bought'), pen.say('complained')],
          matches.rows.map((r) => [
            pen.name('confidence', r.confidence),
            pen.number(r.n),
            shareText(pen, r.bought),
            shareText(pen, r.complained),
          ]),
        )
      : '',
  );

const chatPart = (pen: Pen, { chat }: MonthlyReport): Html => {
  const rows = chat.drift.map((d): readonly Cell[] => [
    pen.say('drift', { week: d.week, model: d.model }),
    d.psi === null ? pen.say('tooFew') : pen.say(d.alarm ? 'alarm' : 'calm', { psi: pen.number(d.psi, 2) }),
  ]);
  if (rows.length === 0 && chat.judged === 0) return section(pen.say('chat'), note(pen.say('none')));
  return section(
    pen.say('chat'),
    table([], [[pen.say('right'), `${shareText(pen, chat.right)}, n = ${pen.number(chat.judged)}`], ...rows]),
  );
};

const STYLE = `
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; color: #221c1a; }
h1 { font-size: 1.6rem; } h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; } h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid #ddd3cd; text-align: start; vertical-align: top; font-weight: 400; }
thead th { color: #6b5f5a; font-size: .875rem; } .note { margin: .25rem 0; color: #6b5f5a; font-size: .875rem; } .alarm { color: #a3142b; }
section { break-inside: avoid; }`;

const madeText = (locale: ReportLocale, iso: string): string =>
  new Intl.DateTimeFormat(locale, {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(iso));

const monthText = (locale: ReportLocale, from: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long' }).format(
    new Date(from),
  );

/** The whole file. What came from outside (names of pilots, models) is escaped. */
export const reportHtml = async (report: MonthlyReport, locale: ReportLocale): Promise<string> => {
  const pen = penOf(locale);
  const title = pen.say('title', { month: monthText(locale, report.from) });
  const parts = [
    funnelPart,
    complaintsPart,
    completenessPart,
    customersPart,
    pilotsPart,
    matchesPart,
    chatPart,
  ];
  const page = await html`<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><h1>${title}</h1>
${note(pen.say('span', { made: madeText(locale, report.madeAt) }))}
${report.whole ? '' : note(pen.say('running'), 'alarm')}
${note(`${pen.say('interval')} ${pen.say('privacy')}`)}
${parts.map((part) => part(pen, report))}
</body></html>`;
  return `${page}\n`;
};
