import { expect, it, vi } from 'vitest';
import { silenceUsageLog } from './silence.ts';

/** The shape of tasks-vision 1.1.0's task with its log: minified names, kept method names. */
const taskWithLog = () => {
  const send = vi.fn(async () => {});
  class Transport {
    send = send;
  }
  class Log {
    o = new Transport();
    i: unknown[] = [1];
    flush() {
      this.o.send();
    }
  }
  return { send, task: { h: { close() {} }, o: { m: new Log(), v: 3 }, L: [] } };
};

it('puts a transport in place that sends nothing and says it did', async () => {
  const { send, task } = taskWithLog();
  expect(silenceUsageLog(task)).toBe(1);
  const done = vi.fn();
  await (task.o.m.o.send as unknown as (r: unknown, d: (t: string) => void) => Promise<void>)({}, done);
  task.o.m.flush();
  expect(send).not.toHaveBeenCalled();
  expect(done).toHaveBeenCalledWith('');
});

it('says 0 when the library has changed', () => {
  expect(silenceUsageLog({ h: {}, o: null })).toBe(0);
});
