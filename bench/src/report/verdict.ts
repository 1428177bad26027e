import type { Report } from './schema.ts';
import type { Thresholds } from './thresholds.ts';

/** Why a report does not pass, one line each; empty: it passes. */
export const failuresOf = (report: Report, thresholds: Thresholds): string[] => {
  const { troubles: borne = ['went-on', 'said-why'], faults: known = [] } = thresholds;
  const bounds = report.ratios
    .filter((row) => row.met === false)
    .map(({ id, value, bound }) => {
      const { min, max } = bound ?? {};
      const wish = [min === undefined ? '' : `at least ${min}`, max === undefined ? '' : `at most ${max}`];
      return `${id}: ${value === null ? 'not measured' : value.toPrecision(3)}, wanted ${wish.filter(Boolean).join(' and ')}`;
    });
  const troubles = report.troubles
    .filter(({ outcome }) => !borne.includes(outcome))
    .map(({ id, outcome, note }) => `${id}: ${outcome}${note ? ` (${note})` : ''}`);
  const unsaid = report.troubles
    .filter(({ outcome, error }) => outcome === 'went-on' && error !== null && !known.includes(error))
    .map(({ id, error }) => `${id}: went on, but its state still says ${error}`);
  const faults = report.runs.flatMap(({ subject, round, faults: met }) =>
    met
      .filter(({ code }) => !known.includes(code))
      .map(({ code, message }) => `${subject}, round ${round + 1}: ${code}: ${message}`),
  );
  const long = (['soak', 'mounts'] as const).flatMap((part) =>
    (report[part]?.faults ?? [])
      .filter(({ code }) => !known.includes(code))
      .map(({ code, message }) => `${part}: ${code}: ${message}`),
  );
  return [...bounds, ...troubles, ...unsaid, ...faults, ...long];
};
