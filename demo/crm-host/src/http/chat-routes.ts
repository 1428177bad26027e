import type { Hono } from 'hono';
import { chatFigures } from '../chat/drift.ts';
import { judgeLabel } from '../chat/judge.ts';
import { unjudgedLabels } from '../chat/labels.ts';
import { acting, type StaffRouteOptions } from './acting.ts';
import { readJson } from './body.ts';

const BODY = 4096;

/** Labels of chats for the desk to judge, and how they stand as a whole. */
export const addChatRoutes = (app: Hono, options: StaffRouteOptions): void => {
  const { db, now } = options;

  app.get('/v1/chat/labels', async (c) => {
    await acting(c, options, 'case.read');
    return c.json({ labels: await unjudgedLabels(db, now()) });
  });

  app.post('/v1/chat/verdict', async (c) => {
    const by = await acting(c, options, 'case.write');
    await judgeLabel(db, await readJson(c.req.raw, BODY), by);
    return c.json({ ok: true });
  });

  app.get('/v1/figures/chat', async (c) => {
    await acting(c, options, 'figures.read');
    return c.json(await chatFigures(db, now()));
  });
};
