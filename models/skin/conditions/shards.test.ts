import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { doShard, joined, shardOf } from './shards.ts';

it('parts of a run do every job once, joined in order; what a file holds is not done again', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'shards-'));
  const files = ['a', 'b'].map((name) => join(dir, name));
  const ran: number[] = [];
  const run = async (job: number): Promise<number> => {
    ran.push(job);
    return job * 10;
  };
  await doShard(3, shardOf('1/2', files[1]), run);
  await doShard(5, shardOf('1/2', files[1]), run);
  await doShard(5, shardOf('0/2', files[0]), run);
  expect(ran).toEqual([1, 3, 0, 2, 4]);
  expect(joined(files).map((d) => d.result)).toEqual([0, 10, 20, 30, 40]);
});

it('a part that is none is refused in words', () => {
  for (const part of ['2/2', '0', 'a/b']) expect(() => shardOf(part, undefined)).toThrow('0/2 or 1/2');
});
