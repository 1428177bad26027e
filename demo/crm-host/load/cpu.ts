import { readdirSync, readFileSync } from 'node:fs';

/** Processor time of a process and its children, from Linux's /proc; other systems tell nothing. */

/** Clock ticks a second (sysconf _SC_CLK_TCK): 100 on every Linux that Node runs on. */
const TICKS = 100;

interface Stat {
  readonly parent: number;
  /** s, of itself and of children that have ended. */
  readonly seconds: number;
}

const statOf = (pid: string): Stat | undefined => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name may hold spaces and brackets: fields are counted behind it (proc(5)).
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0);
    return { parent: Number(fields[1]), seconds: ticks / TICKS };
  } catch {
    return undefined;
  }
};

/** s of processor time used so far by a process and its children; undefined where /proc is not there. */
export const cpuSeconds = (pid: number): number | undefined => {
  const own = statOf(String(pid));
  if (!own) return undefined;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(name) ?? [])
    .filter((s) => s.parent === pid);
  return children.reduce((sum, s) => sum + s.seconds, own.seconds);
};
