import type { Context, Hono } from 'hono';
import { checkAudit } from '../audit/log.ts';
import { may } from '../auth/staff.ts';
import type { Database } from '../db/database.ts';
import type { Destinations } from '../outbound/deliver.ts';
import { personOf } from '../people/identities.ts';
import { erasePerson, exportPerson } from '../people/rights.ts';
import { findPeople } from '../people/search.ts';
import { timelineOf } from '../people/timeline.ts';
import { acting, type StaffRouteOptions } from './acting.ts';
import { Problem } from './problem.ts';

const personIn = async (c: Context, db: Database): Promise<string> => {
  const person = await personOf(db, c.req.param('kind') ?? '', c.req.param('value') ?? '');
  if (!person) throw new Problem(404, 'Nobody is known under this identifier.');
  return person;
};

const WHO = '/v1/people/:kind/:value';

/** What staff see of a person, and what the law lets a person ask for. */
export const addPeopleRoutes = (
  app: Hono,
  options: StaffRouteOptions & { readonly destinations: Destinations },
): void => {
  const { db, secret } = options;

  app.get('/v1/people', async (c) => {
    await acting(c, options, 'person.read');
    const text = (c.req.query('q') ?? '').trim();
    if (!text || text.length > 100)
      throw new Problem(422, 'q: the whole number of a customer, a case or an order.');
    return c.json({ found: await findPeople(db, text) });
  });

  app.get(WHO, async (c) => {
    const by = await acting(c, options, 'person.read');
    const sensitive = may(by.staff, 'person.sensitive');
    return c.json(await timelineOf(db, await personIn(c, db), by, { sensitive }));
  });

  app.post(`${WHO}/export`, async (c) => {
    const by = await acting(c, options, 'person.export');
    const exported = await exportPerson(db, await personIn(c, db), by);
    if (!exported) throw new Problem(404, 'Nobody is known under this identifier.');
    return c.json(exported);
  });

  app.delete(WHO, async (c) => {
    const by = await acting(c, options, 'person.erase');
    const erased = await erasePerson(db, await personIn(c, db), by, options.destinations);
    if (!erased) throw new Problem(404, 'Nobody is known under this identifier.');
    return c.json(erased);
  });

  app.get('/v1/privacy-requests', async (c) => {
    await acting(c, options, 'person.erase');
    const open = await db.query(
      'select * from privacy_requests where done_at is null order by asked_at limit 200',
    );
    return c.json({ open });
  });

  app.get('/v1/audit/check', async (c) => {
    await acting(c, options, 'audit.read');
    const { n, hash } = c.req.query();
    return c.json(await checkAudit(db, secret, n && hash ? { n: Number(n), hash } : undefined));
  });
};
