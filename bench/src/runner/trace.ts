import type { Browser, CDPSession, Page } from 'playwright-core';
import { spreadOf } from '../measure/percentiles.ts';
import { PAGE_MARKS } from '../page/measure.ts';
import type { Run } from '../report/schema.ts';

/** Chromium's trace events that are used; times in microseconds. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Time the thread ran, where the system tells. */
  readonly tdur?: number;
}

/** Tasks of a thread and marks of a page; nothing finer, so that tracing costs little. */
const CATEGORIES = ['toplevel', 'blink.user_timing'];

/** Records a trace while `work` runs; null where the browser has no such thing. */
export const traced = async <T>(
  browser: Browser,
  page: Page,
  work: () => Promise<T>,
): Promise<{ result: T; events: TraceEvent[] | null }> => {
  let session: CDPSession | null = null;
  const events: TraceEvent[] = [];
  try {
    session = await browser.newBrowserCDPSession();
    session.on(
      'Tracing.dataCollected',
      ({ value }) => void events.push(...(value as unknown as TraceEvent[])),
    );
    await session.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: CATEGORIES },
    });
  } catch {
    return { result: await work(), events: null };
  }
  try {
    const result = await work();
    const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
    await session.send('Tracing.end');
    await complete;
    return { result, events };
  } finally {
    if (!page.isClosed()) await session.detach().catch(() => undefined);
  }
};

/** Outermost tasks: a task inside another is part of it. */
const outermost = (tasks: readonly TraceEvent[]): TraceEvent[] => {
  const out: TraceEvent[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const task of [...tasks].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))) {
    if (task.ts < end) continue;
    out.push(task);
    end = task.ts + (task.dur ?? 0);
  }
  return out;
};

/** What the page's thread did between the marks. `shown`: frames the subject showed meanwhile; `fps`: of the camera. null: the trace
 *  does not tell. */
export const busyOf = (
  events: readonly TraceEvent[],
  { shown, fps }: { readonly shown: number; readonly fps: number },
): NonNullable<Run['page']>['busy'] => {
  const mark = (name: string) => events.find((event) => event.name === name);
  const [begin, end] = [mark(PAGE_MARKS.begin), mark(PAGE_MARKS.end)];
  if (!begin || !end || shown < 1) return null;
  const tasks = outermost(
    events.filter(
      ({ ph, pid, tid, ts, dur }) =>
        ph === 'X' &&
        pid === begin.pid &&
        tid === begin.tid &&
        dur !== undefined &&
        ts >= begin.ts &&
        ts < end.ts,
    ),
  );
  const clock = tasks.some((task) => task.tdur !== undefined) ? 'cpu' : 'wall';
  const cost = (task: TraceEvent): number => ((clock === 'cpu' ? task.tdur : task.dur) ?? 0) / 1000;
  const span = (end.ts - begin.ts) / 1000;
  const over = (count: number): number[] => {
    const windows = Array.from({ length: count }, () => 0);
    for (const task of tasks)
      windows[Math.min(count - 1, Math.floor(((task.ts - begin.ts) / 1000 / span) * count))]! += cost(task);
    return windows;
  };
  const total = tasks.reduce((sum, task) => sum + cost(task), 0);
  return {
    perFrameMs: total / shown,
    windowMs: spreadOf(over(shown))!,
    cameraWindowMs: spreadOf(over(Math.max(1, Math.round((span * fps) / 1000))))!,
    share: total / span,
    clock,
  };
};
