import type { Context, Hono } from 'hono';
import { checkAudit } from '../audit/log.ts';
import { type Permission, type Staff, staffOf } from '../auth/staff.ts';
import type { Database } from '../db/database.ts';
import { personOf } from '../people/identities.ts';
import { type Acting, erasePerson, exportPerson } from '../people/rights.ts';
import { timelineOf } from '../people/timeline.ts';
import { Problem } from './problem.ts';

export interface StaffRouteOptions {
  readonly db: Database;
  readonly secret: string;
  /** ms since 1970. */
  readonly now: () => number;
}

/** Who asks, with the permission; and how to sign what is done. */
export const acting = async (
  c: Context,
  { db, secret, now }: StaffRouteOptions,
  permission: Permission,
): Promise<Acting & { readonly staff: Staff }> => {
  const staff = await staffOf(db, c.req.header('authorization'), permission);
  return { staff, actor: staff.name, now: now(), secret };
};

const personIn = async (c: Context, db: Database): Promise<string> => {
  const person = await personOf(db, c.req.param('kind') ?? '', c.req.param('value') ?? '');
  if (!person) throw new Problem(404, 'Nobody is known under this identifier.');
  return person;
};

const WHO = '/v1/people/:kind/:value';

/** What staff see of a person, and what the law lets a person ask for. */
export const addPeopleRoutes = (app: Hono, options: StaffRouteOptions): void => {
  const { db, secret } = options;

  app.get(WHO, async (c) => {
    const by = await acting(c, options, 'person.read');
    return c.json(await timelineOf(db, await personIn(c, db), by));
  });

  app.post(`${WHO}/export`, async (c) => {
    const by = await acting(c, options, 'person.export');
    const exported = await exportPerson(db, await personIn(c, db), by);
    if (!exported) throw new Problem(404, 'Nobody is known under this identifier.');
    return c.json(exported);
  });

  app.delete(WHO, async (c) => {
    const by = await acting(c, options, 'person.erase');
    const erased = await erasePerson(db, await personIn(c, db), by);
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
