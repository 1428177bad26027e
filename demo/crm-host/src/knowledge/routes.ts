import type { Hono } from 'hono';
import * as v from 'valibot';
import { acting, type StaffRouteOptions } from '../http/acting.ts';
import { readJson } from '../http/body.ts';
import { Problem } from '../http/problem.ts';
import { dismissGap, GAP_STATES, type Gap, listGaps } from './gaps.ts';
import {
  historyOf,
  ITEM_KINDS,
  type Item,
  type ItemKind,
  listItems,
  publishItem,
  saveItem,
  withdrawItem,
} from './items.ts';
import { lastRelease, type Release, releaseBody } from './release.ts';
import { type Usage, usageOf } from './usage.ts';

const BODY = 64 * 1024;

const version = v.pipe(v.number(), v.integer(), v.minValue(0));
const save = v.strictObject({ version, body: v.unknown() });
const publish = v.strictObject({ version, gap: v.optional(v.pipe(v.string(), v.uuid())) });

/** All that the curators' page shows. */
export interface KnowledgeDesk {
  readonly items: readonly Item[];
  readonly gaps: readonly Gap[];
  readonly usage: readonly Usage[];
  readonly release: Release | null;
}

const kindIn = (text: string): ItemKind => {
  const kind = ITEM_KINDS.find((k) => k === text);
  if (!kind) throw new Problem(404, `What is known are: ${ITEM_KINDS.join(', ')}.`);
  return kind;
};

const given = <S extends v.GenericSchema>(schema: S, body: unknown): v.InferOutput<S> => {
  const result = v.safeParse(schema, body);
  if (result.success) return result.output;
  const issue = result.issues[0];
  throw new Problem(422, `${v.getDotPath(issue) ?? 'body'}: ${issue.message}`);
};

/** The file that pages load. Public: it says what anybody may read in the shop. Asked for again by its name, so that a change is seen at once and nothing is sent twice. */
const addPublic = (app: Hono, { db }: StaffRouteOptions): void => {
  app.get('/v1/knowledge', async (c) => {
    c.header('Access-Control-Allow-Origin', '*');
    const release = await lastRelease(db);
    if (!release) throw new Problem(404, 'Nothing is published yet.');
    const tag = `"${release.sha256.slice(0, 32)}"`;
    c.header('ETag', tag);
    c.header('Cache-Control', 'public, no-cache');
    const held = (c.req.header('if-none-match') ?? '').split(',').map((t) => t.trim().replace(/^W\//, ''));
    if (held.includes(tag)) return c.body(null, 304);
    return c.json(await releaseBody(db, release.n));
  });
};

/** What the shop knows: the public file, and the desk of those who write it. */
export const addKnowledgeRoutes = (app: Hono, options: StaffRouteOptions): void => {
  const { db, now } = options;
  addPublic(app, options);

  app.get('/v1/knowledge/desk', async (c) => {
    await acting(c, options, 'knowledge.read');
    const state = GAP_STATES.find((s) => s === (c.req.query('state') ?? 'open'));
    if (!state) throw new Problem(422, `state: one of ${GAP_STATES.join(', ')}.`);
    const desk: KnowledgeDesk = {
      items: await listItems(db),
      gaps: await listGaps(db, state, now()),
      usage: await usageOf(db, now()),
      release: (await lastRelease(db)) ?? null,
    };
    return c.json(desk);
  });

  app.get('/v1/knowledge/:kind/:id/history', async (c) => {
    await acting(c, options, 'knowledge.read');
    return c.json({ versions: await historyOf(db, kindIn(c.req.param('kind')), c.req.param('id')) });
  });

  app.put('/v1/knowledge/:kind/:id', async (c) => {
    const by = await acting(c, options, 'knowledge.write');
    const { version: last, body } = given(save, await readJson(c.req.raw, BODY));
    const name = { kind: kindIn(c.req.param('kind')), id: c.req.param('id'), version: last };
    return c.json({ version: await saveItem(db, name, body, by) });
  });

  app.post('/v1/knowledge/:kind/:id/publish', async (c) => {
    const by = await acting(c, options, 'knowledge.publish');
    const { version: last, gap } = given(publish, await readJson(c.req.raw, BODY));
    const name = { kind: kindIn(c.req.param('kind')), id: c.req.param('id'), version: last };
    return c.json({ release: await publishItem(db, name, by, gap) });
  });

  app.post('/v1/knowledge/:kind/:id/withdraw', async (c) => {
    const by = await acting(c, options, 'knowledge.publish');
    const { version: last } = given(publish, await readJson(c.req.raw, BODY));
    const name = { kind: kindIn(c.req.param('kind')), id: c.req.param('id'), version: last };
    return c.json({ release: await withdrawItem(db, name, by) });
  });

  app.post('/v1/gaps/:id/dismiss', async (c) => {
    const by = await acting(c, options, 'knowledge.write');
    const id = given(v.pipe(v.string(), v.uuid()), c.req.param('id'));
    await db.transaction((sql) => dismissGap(sql, id, by));
    return c.json({ ok: true });
  });
};
