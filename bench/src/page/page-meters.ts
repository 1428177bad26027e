/** What the page's own thread went through in a phase. null where the browser does not tell. */
export interface PageMeters {
  /** Long animation frames (over 50 ms): how many, and ms beyond what is free. */
  readonly longFrames: { readonly count: number; readonly blockingMs: number } | null;
  readonly longTasks: { readonly count: number; readonly totalMs: number } | null;
  /** Bytes of the page's JavaScript heap at the end. */
  readonly heapBytes: number | null;
}

interface LongFrame extends PerformanceEntry {
  readonly blockingDuration: number;
}

const can = (type: string): boolean => PerformanceObserver.supportedEntryTypes?.includes(type) ?? false;

/** Watches until `end`. */
export const watchPage = (): { end(): PageMeters } => {
  const frames: LongFrame[] = [];
  const tasks: PerformanceEntry[] = [];
  const observers: PerformanceObserver[] = [];
  const observe = (type: string, into: PerformanceEntry[]): boolean => {
    if (!can(type)) return false;
    const observer = new PerformanceObserver((list) => void into.push(...list.getEntries()));
    observer.observe({ type });
    observers.push(observer);
    return true;
  };
  const hasFrames = observe('long-animation-frame', frames);
  const hasTasks = observe('longtask', tasks);
  return {
    end: () => {
      for (const observer of observers) observer.disconnect();
      const { memory } = performance as Performance & { memory?: { readonly usedJSHeapSize: number } };
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      return {
        longFrames: hasFrames
          ? { count: frames.length, blockingMs: sum(frames.map((f) => f.blockingDuration)) }
          : null,
        longTasks: hasTasks ? { count: tasks.length, totalMs: sum(tasks.map((t) => t.duration)) } : null,
        heapBytes: memory?.usedJSHeapSize ?? null,
      };
    },
  };
};
