import { unlikeness } from '../report/compared.ts';
import type { Report } from '../report/schema.ts';
import { el } from './dom.ts';
import type { Words } from './words/types.ts';

/** Rounds from which an interval is narrow enough to tell a few percent apart. */
const ENOUGH_ROUNDS = 5;

/** What whoever opens the report wants to know first: does it pass? */
const verdicts = (
  { ratios, troubles, runs, soak, mounts }: Report,
  words: Words,
): readonly (readonly [string, boolean])[] => {
  const held = ratios.filter(({ met }) => met !== null);
  const missed = held.filter(({ met }) => met === false);
  const bad = troubles.filter(
    ({ outcome, error }) => outcome === 'hung' || outcome === 'failed' || (outcome === 'went-on' && error),
  );
  const faults = [...runs, ...[soak, mounts].flatMap((part) => part ?? [])].reduce(
    (sum, part) => sum + part.faults.length,
    0,
  );
  const told = (
    of: readonly unknown[],
    wrong: readonly { readonly id: string }[],
    say: Words['thresholds'],
  ): [string, boolean][] => {
    const ids = wrong.map(({ id }) => id);
    return of.length ? [[say(ids.length, of.length, ids), ids.length === 0]] : [];
  };
  return [
    ...told(held, missed, words.thresholds),
    ...told(troubles, bad, words.borne),
    [words.faults(faults), faults === 0],
  ];
};

/** What a reader must know before believing a number. */
export const cautionsOf = (report: Report, words: Words): string[] => {
  const { machine, protocol, runs, compared } = report;
  const { load, cores } = machine;
  const others = load && cores !== null && Math.max(...load) > cores;
  const [before, after] = (load ?? []).map((l) => l.toFixed(1));
  return [
    ...(machine.softwareGl ? [words.software] : []),
    ...(others ? [words.others(words.range(before!, after!), cores)] : []),
    ...(runs.length && protocol.rounds < ENOUGH_ROUNDS ? [words.fewRounds(protocol.rounds)] : []),
    ...(compared ? unlikeness(report, compared).map(words.unlike) : []),
  ];
};

/** Verdict and cautions, for the top of the page. */
export const summary = (report: Report, words: Words): HTMLElement =>
  el(
    'ul',
    [
      ...verdicts(report, words).map(([text, good]) => el('li', text, good ? 'met' : 'missed')),
      ...cautionsOf(report, words).map((text) => el('li', text, 'caution')),
    ],
    'summary',
  );
