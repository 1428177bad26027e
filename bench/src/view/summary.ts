import { unlikeness } from '../report/compared.ts';
import type { Report } from '../report/schema.ts';
import { el } from './dom.ts';

/** Rounds from which an interval is narrow enough to tell a few percent apart. */
const ENOUGH_ROUNDS = 5;

const many = (count: number, one: string, more = `${one}s`): string => `${count} ${count === 1 ? one : more}`;

/** What whoever opens the report wants to know first: does it pass? */
const verdicts = ({ ratios, troubles, runs, soak, mounts }: Report): [string, boolean][] => {
  const held = ratios.filter(({ met }) => met !== null);
  const missed = held.filter(({ met }) => met === false);
  const bad = troubles.filter(
    ({ outcome, error }) => outcome === 'hung' || outcome === 'failed' || (outcome === 'went-on' && error),
  );
  const faults = [...runs, ...[soak, mounts].flatMap((part) => part ?? [])].reduce(
    (sum, part) => sum + part.faults.length,
    0,
  );
  return [
    ...(held.length
      ? ([
          [
            missed.length
              ? `${many(missed.length, 'threshold')} of ${held.length} missed: ${missed.map(({ id }) => id).join(', ')}`
              : `All ${held.length} thresholds met`,
            missed.length === 0,
          ],
        ] as [string, boolean][])
      : []),
    ...(troubles.length
      ? ([
          [
            bad.length
              ? `${many(bad.length, 'trouble')} of ${troubles.length} not borne: ${bad.map(({ id }) => id).join(', ')}`
              : `All ${troubles.length} troubles borne`,
            bad.length === 0,
          ],
        ] as [string, boolean][])
      : []),
    [faults ? `${many(faults, 'fault')}: see the end` : 'No faults', faults === 0],
  ];
};

/** What a reader must know before believing a number. */
export const cautionsOf = (report: Report): string[] => {
  const { machine, protocol, runs, compared } = report;
  const others = machine.load && machine.cores !== null && Math.max(...machine.load) > machine.cores;
  return [
    ...(machine.softwareGl
      ? [
          'Drawn by the processor, without a graphics card: only ratios of this report mean anything, never a rate or a time.',
        ]
      : []),
    ...(others
      ? [
          `Others had the machine too: load ${machine.load!.map((l) => l.toFixed(1)).join(' to ')} on ${many(machine.cores!, 'core')}.`,
        ]
      : []),
    ...(runs.length && protocol.rounds < ENOUGH_ROUNDS
      ? [`${many(protocol.rounds, 'round')}: intervals are wide; a few percent cannot be told apart.`]
      : []),
    ...(compared ? unlikeness(report, compared) : []),
  ];
};

/** Verdict and cautions, for the top of the page. */
export const summary = (report: Report): HTMLElement =>
  el(
    'ul',
    [
      ...verdicts(report).map(([text, good]) => el('li', text, good ? 'met' : 'missed')),
      ...cautionsOf(report).map((text) => el('li', text, 'caution')),
    ],
    'summary',
  );
