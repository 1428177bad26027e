/** Something tasks-vision keeps its usage log in: it posts the log to a Google host every minute and on close. */
interface UsageLog {
  flush(): void;
  [key: string]: unknown;
}
interface Transport {
  send: (request: unknown, done?: (text: string) => void) => Promise<void>;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isUsageLog = (value: unknown): value is UsageLog =>
  isObject(value) && typeof value.flush === 'function';
const isTransport = (value: unknown): value is Transport =>
  isObject(value) && typeof value.send === 'function';

/** Keeps tasks-vision 1.1.0 from sending its usage statistics (which task, which mode, how long it took) to a third
 *  party: there is no option for it. The log is found by its shape, two levels down, as property names are minified;
 *  its transport is replaced by one that says "sent" and sends nothing. Returns how many logs were silenced:
 *  1, or the library has changed (docs/decisions/0012). */
export const silenceUsageLog = (task: object): number => {
  const inner = Object.values(task).filter(isObject);
  const logs = inner.flatMap((value) => Object.values(value)).filter(isUsageLog);
  let silenced = 0;
  for (const log of logs)
    for (const transport of Object.values(log).filter(isTransport)) {
      transport.send = async (_, done) => done?.('');
      silenced++;
    }
  return silenced;
};

/** MediaPipe's loader routes wasm messages to console.warn through a global of its own; this empties it. */
export const silenceLoader = (): void => {
  (globalThis as { custom_dbg?: unknown }).custom_dbg = () => {};
};
