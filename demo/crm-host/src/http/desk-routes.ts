import type { Hono } from 'hono';
import * as v from 'valibot';
import { addAudit } from '../audit/log.ts';
import { deskNames, putStaff, type Role } from '../auth/staff.ts';
import { STEPS, stepCase } from '../cases/desk.ts';
import { listCases, loopFigures } from '../cases/list.ts';
import { type ImportSource, SOURCES } from '../imports/profiles.ts';
import { importFile } from '../imports/store.ts';
import { lowStock } from '../scenes/plan.ts';
import { acting, type StaffRouteOptions } from './acting.ts';
import { readBytes, readJson } from './body.ts';
import { Problem } from './problem.ts';

/** Bytes of a request of staff, and of a file. */
const BODY = 64 * 1024;
const FILE = 32 * 1024 * 1024;

const stock = v.strictObject({
  sku: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
  quantity: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
/** Pieces from which on a shade runs low. */
const LOW = 10;

const isSource = (text: string): text is ImportSource => (SOURCES as readonly string[]).includes(text);

/** Cases, tasks, files and figures. */
export const addDeskRoutes = (app: Hono, options: StaffRouteOptions): void => {
  const { db } = options;

  app.get('/v1/cases', async (c) => {
    await acting(c, options, 'case.read');
    const status = c.req.query('status') ?? 'open';
    return c.json({
      cases: await listCases(db, status),
      loop: await loopFigures(db, options.now()),
      owners: await deskNames(db),
    });
  });

  app.post('/v1/cases/:id/:step', async (c) => {
    const by = await acting(c, options, 'case.write');
    const step = STEPS.find((s) => s === c.req.param('step'));
    if (!step) throw new Problem(404, `A case can be taken to: ${STEPS.join(', ')}.`);
    await stepCase(db, c.req.param('id'), step, await readJson(c.req.raw, BODY), by);
    return c.json({ ok: true });
  });

  app.get('/v1/tasks', async (c) => {
    await acting(c, options, 'case.read');
    const due = await db.query(
      `select key, scene, subject, purpose, due_at, id_kind as kind, id_value as value from tasks where state = 'waiting' and due_at <= $1 order by due_at limit 200`,
      [new Date(options.now()).toISOString()],
    );
    return c.json({ due });
  });

  app.post('/v1/tasks/done', async (c) => {
    const by = await acting(c, options, 'task.write');
    const { key } = (await readJson(c.req.raw, BODY)) as { key?: unknown };
    const done = await db.query(
      `update tasks set state = 'done', done_at = $2 where key = $1 and state = 'waiting' and due_at <= $2 returning 1`,
      [String(key), new Date(by.now).toISOString()],
    );
    if (done.length === 0) throw new Problem(409, 'No such task is due.');
    return c.json({ ok: true });
  });

  app.post('/v1/stock', async (c) => {
    const by = await acting(c, options, 'import.write');
    const given = v.safeParse(stock, await readJson(c.req.raw, BODY));
    if (!given.success) throw new Problem(422, given.issues[0].message);
    if (given.output.quantity < LOW) await db.transaction((sql) => lowStock(sql, given.output.sku, by.now));
    return c.json({ low: given.output.quantity < LOW });
  });

  app.post('/v1/imports/:source', async (c) => {
    const by = await acting(c, options, 'import.write');
    const source = c.req.param('source');
    if (!isSource(source)) throw new Problem(404, `Files come from: ${SOURCES.join(', ')}.`);
    const format = c.req.header('content-type')?.startsWith('application/json') ? 'json' : 'csv';
    return c.json(await importFile(db, source, { bytes: await readBytes(c.req.raw, FILE), format }, by));
  });

  app.put('/v1/staff/:name', async (c) => {
    const by = await acting(c, options, 'staff.write');
    const { role, token } = (await readJson(c.req.raw, BODY)) as { role?: unknown; token?: unknown };
    await db.transaction(async (sql) => {
      await putStaff(sql, { name: c.req.param('name'), role: String(role) as Role }, String(token));
      await addAudit(sql, by.secret, {
        at: by.now,
        actor: by.actor,
        action: 'staff.put',
        target: c.req.param('name'),
        detail: { role: String(role) },
      });
    });
    return c.json({ ok: true });
  });
};
