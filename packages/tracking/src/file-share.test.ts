import { describe, expect, it } from 'vitest';
import { FileShare } from './file-share.ts';

/** A load that is settled by hand; counts how often it was begun. */
const loader = () => {
  const begun: { done(files: string): void; fail(error: Error): void }[] = [];
  const load = (): Promise<string> =>
    new Promise((done, fail) => {
      begun.push({ done, fail });
    });
  return { begun, load };
};

const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('FileShare', () => {
  it('loads once for those who come together, and for one who comes later', async () => {
    const share = new FileShare<string>();
    const { begun, load } = loader();
    const leases = [share.lease('a', load), share.lease('a', load)];
    begun[0]!.done('files');
    expect((await Promise.all(leases)).map(({ files }) => files)).toEqual(['files', 'files']);
    expect((await share.lease('a', load)).files).toBe('files');
    expect(begun).toHaveLength(1);
  });

  it('keeps other keys apart', async () => {
    const share = new FileShare<string>();
    const { begun, load } = loader();
    void share.lease('a', load);
    void share.lease('b', load);
    expect(begun).toHaveLength(2);
  });

  it('forgets with the last lease, ended once however often that is said', async () => {
    const share = new FileShare<string>();
    const { begun, load } = loader();
    const both = [share.lease('a', load), share.lease('a', load)];
    begun[0]!.done('files');
    const [one, two] = await Promise.all(both);
    one!.end();
    one!.end();
    const three = await share.lease('a', load);
    expect(begun).toHaveLength(1);
    two!.end();
    three.end();
    void share.lease('a', load);
    expect(begun).toHaveLength(2);
  });

  it('who waited for a load that failed loads for itself, one for all who wait', async () => {
    const share = new FileShare<string>();
    const { begun, load } = loader();
    const first = share.lease('a', load).catch((error: Error) => error.message);
    const second = share.lease('a', load);
    const third = share.lease('a', load);
    begun[0]!.fail(new Error('gone'));
    expect(await first).toBe('gone');
    await settle();
    expect(begun).toHaveLength(2);
    begun[1]!.done('files');
    expect([(await second).files, (await third).files]).toEqual(['files', 'files']);
  });
});
