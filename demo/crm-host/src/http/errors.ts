import type { Context, Hono } from 'hono';
import { DatabaseAway } from '../db/database.ts';
import { Problem } from './problem.ts';

/** s after which a caller should come again when the store is away. */
const RETRY_AFTER = '5';

/** The one place where an error becomes an answer. What is no fault of the caller is told in general words; `log` gets the whole. */
export const addErrors = (app: Hono, log: (line: string) => void): void => {
  const answer = (c: Context, problem: Problem): Response => {
    const response = problem.response();
    // What a route had set before it failed: without the CORS headers a page could not read the answer.
    for (const [name, value] of c.res.headers)
      if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  };
  app.notFound((c) => answer(c, new Problem(404, 'Nothing is here.')));
  app.onError((error, c) => {
    if (error instanceof Problem) return answer(c, error);
    if (error instanceof DatabaseAway) {
      log(`store away: ${String((error.cause as Error | undefined)?.message ?? error.cause)}`);
      return answer(
        c,
        new Problem(503, 'The store is away; nothing was kept. Come again.', { 'Retry-After': RETRY_AFTER }),
      );
    }
    log(`${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`);
    return answer(c, new Problem(500, 'This went wrong on our side.'));
  });
};
