import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** A result as a line of a file: the job it is of, and what it gave. */
export interface Done<T> {
  readonly job: number;
  readonly result: T;
}

/** Which jobs of a long run a process does: every `parts`-th from `part` on. With a file each is added to it as a line, and what is there
 *  already is not done again. */
export interface Shard {
  readonly part: number;
  readonly parts: number;
  readonly file?: string;
}

export const WHOLE: Shard = { part: 0, parts: 1 };

/** `0/2` and a file's name. */
export const shardOf = (part: string, file: string | undefined): Shard => {
  const [own, parts] = part.split('/').map(Number);
  if (!(parts! > 0 && own! >= 0 && own! < parts!)) throw new Error(`a part is 0/2 or 1/2, not ${part}`);
  return { part: own!, parts: parts!, ...(file ? { file } : {}) };
};

/** Results of files that shards wrote, by job. */
export const joined = <T>(files: readonly string[]): Done<T>[] =>
  files
    .flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line) as Done<T>)
    .sort((p, q) => p.job - q.job);

/** Does a shard of `jobs` jobs. */
export const doShard = async <T>(
  jobs: number,
  { part, parts, file }: Shard,
  run: (job: number) => Promise<T>,
): Promise<Done<T>[]> => {
  const done = file && existsSync(file) ? joined<T>([file]) : [];
  for (let job = part; job < jobs; job += parts) {
    if (done.some((d) => d.job === job)) continue;
    const own = { job, result: await run(job) };
    done.push(own);
    if (file) appendFileSync(file, `${JSON.stringify(own)}\n`);
  }
  return done;
};
