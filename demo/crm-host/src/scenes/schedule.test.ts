import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayOf } from '../value/calendar.ts';
import { afterQuiet, isQuiet, REACH_SETTINGS, reachAt } from './schedule.ts';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const moments = fc.integer({ min: at('2026-01-01T00:00:00'), max: at('2026-03-01T00:00:00') });

describe('when a scene may reach out', () => {
  it.each([
    ['2026-11-20T09:00:00', '2026-11-20T09:00:00'],
    ['2026-11-20T20:59:59', '2026-11-20T20:59:59'],
    ['2026-11-20T21:00:00', '2026-11-21T09:00:00'],
    ['2026-11-20T08:59:59', '2026-11-20T09:00:00'],
    ['2026-11-20T00:00:00', '2026-11-20T09:00:00'],
  ])('%s becomes %s', (wish, reached) => {
    expect(afterQuiet(at(wish), REACH_SETTINGS)).toBe(at(reached));
  });

  it('knows quiet hours within a day too', () => {
    const noon = { ...REACH_SETTINGS, quietFrom: 12, quietUntil: 14 };
    expect(afterQuiet(at('2026-11-20T12:30:00'), noon)).toBe(at('2026-11-20T14:00:00'));
    expect(isQuiet(at('2026-11-20T03:00:00'), noon)).toBe(false);
  });

  it('never in quiet hours, never before the wish, never over a cap, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(moments, { maxLength: 20 }), (wishes) => {
        const planned: number[] = [];
        for (const wish of wishes) {
          const reached = reachAt(wish, planned, REACH_SETTINGS);
          if (reached === null) continue;
          expect(isQuiet(reached, REACH_SETTINGS)).toBe(false);
          expect(reached).toBeGreaterThanOrEqual(wish);
          planned.push(reached);
        }
        for (const from of planned) {
          expect(planned.filter((p) => dayOf(p) === dayOf(from)).length).toBeLessThanOrEqual(
            REACH_SETTINGS.perDay,
          );
          const week = planned.filter((p) => p >= from && p < from + 7 * DAY_MS);
          expect(week.length).toBeLessThanOrEqual(REACH_SETTINGS.perWeek);
        }
      }),
    );
  });

  it('gives up rather than wait too long', () => {
    const full = Array.from({ length: 30 }, (_, i) => at('2026-01-01T10:00:00') + i * DAY_MS);
    expect(reachAt(at('2026-01-05T10:00:00'), full, REACH_SETTINGS)).toBeNull();
  });
});
