import type { Hono } from 'hono';
import { experimentsOf } from '../figures/experiments.ts';
import { FUNNEL_GROUPS, funnelOf } from '../figures/funnel.ts';
import { segmentsOf } from '../figures/segments.ts';
import { completenessReport } from '../imports/store.ts';
import { listMatches } from '../matches/list.ts';
import { acting, type StaffRouteOptions } from './acting.ts';
import { Problem } from './problem.ts';

/** Days a figure may look back. */
const MOST_DAYS = 366;

const daysOf = (text: string | undefined): number => {
  const days = Number(text ?? 28);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw new Problem(422, `days: a whole number from 1 to ${MOST_DAYS}.`);
  return days;
};

/** Figures without persons, and the matches with their reasons. */
export const addFiguresRoutes = (app: Hono, options: StaffRouteOptions): void => {
  const { db, now } = options;

  app.get('/v1/figures/completeness', async (c) => {
    await acting(c, options, 'figures.read');
    return c.json(await completenessReport(db));
  });

  app.get('/v1/figures/segments', async (c) => {
    await acting(c, options, 'figures.read');
    return c.json(await segmentsOf(db, now()));
  });

  app.get('/v1/figures/funnel', async (c) => {
    await acting(c, options, 'figures.read');
    const by = FUNNEL_GROUPS.find((g) => g === (c.req.query('by') ?? 'all'));
    if (!by) throw new Problem(422, `by: one of ${FUNNEL_GROUPS.join(', ')}.`);
    return c.json(await funnelOf(db, { by, days: daysOf(c.req.query('days')), now: now() }));
  });

  app.get('/v1/figures/experiments', async (c) => {
    await acting(c, options, 'figures.read');
    return c.json({
      experiments: await experimentsOf(db, { days: daysOf(c.req.query('days')), now: now() }),
    });
  });

  app.get('/v1/matches', async (c) => {
    await acting(c, options, 'match.read');
    return c.json({ matches: await listMatches(db, now(), (c.req.query('sku') ?? '').slice(0, 64)) });
  });
};
