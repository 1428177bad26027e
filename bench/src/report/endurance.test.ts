import { describe, expect, test } from 'vitest';
import { mountRows, soakRows } from './endurance.ts';
import type { Mounts, Soak } from './schema.ts';

const MEMORY = { heapBytes: 50e6, rendererBytes: 300e6, gpuBytes: null, nodes: 100, listeners: 10 };

/** A mirror for 40 minutes; `leak`: bytes a minute its page's processes keep; `others`: how much slower a machine gets by what others do on it. */
const soakOf = (leak: number, others = 0): Soak => ({
  minutes: 40,
  facts: {},
  faults: [],
  samples: Array.from({ length: 120 }, (_, i) => ({
    minute: i / 3,
    intervalMs:
      i % 7 === 0 ? null : 33 * (1 + (others * i) / 120) + 3 * Math.sin(i * 12.9898) * Math.cos(i * 78.233),
    pageCpuMs: 20 + Math.sin(i * 12.9898),
    gpuCpuMs: 12 + Math.cos(i * 78.233),
    load: 1 + others * i,
    openFrames: 2,
    ...MEMORY,
    rendererBytes: 300e6 + ((i % 5) - 2) * 1e6 + (leak * i) / 3,
  })),
});

const rowOf = (rows: readonly { id: string }[], id: string) => rows.find((row) => row.id === id)!;

describe('soakRows', () => {
  test('no drift: 1 is within the interval of what trembles, and what stands still is 1', () => {
    const rows = soakRows(soakOf(0));
    expect(rowOf(rows, 'soak-heap')).toMatchObject({ value: 1, low: 1, high: 1 });
    const { low, high } = rowOf(rows, 'soak-interval') as (typeof rows)[number];
    expect(low! < 1 && high! > 1).toBe(true);
  });

  test('others on the machine: pictures come later, a picture costs the processor no more', () => {
    const rows = soakRows(soakOf(0, 1)) as ReturnType<typeof soakRows>;
    expect(rows.find(({ id }) => id === 'soak-interval')!.low).toBeGreaterThan(1.3);
    for (const id of ['soak-cpu-page', 'soak-cpu-gpu']) {
      const { low, high } = rows.find((row) => row.id === id)!;
      expect(low! < 1 && high! > 1, id).toBe(true);
    }
  });

  test('the first minute compiles and fills caches and does not count; in a run of minutes everything does', () => {
    const run = soakOf(0);
    const samples = run.samples.map((sample) =>
      sample.minute < 1 ? { ...sample, heapBytes: 20e6 } : sample,
    );
    expect(rowOf(soakRows({ ...run, samples }), 'soak-heap')).toMatchObject({ value: 1 });
    const short = soakRows({ ...run, minutes: 4, samples: samples.filter(({ minute }) => minute < 4) });
    expect((rowOf(short, 'soak-heap') as (typeof short)[number]).value).toBeGreaterThan(1.1);
  });

  test('a report of before it was told has rows without a value', () => {
    const old = soakOf(0);
    for (const sample of old.samples) delete sample.pageCpuMs;
    expect(rowOf(soakRows(old), 'soak-cpu-page')).toMatchObject({ value: null });
  });

  test('a megabyte a minute is told as what it is after twenty', () => {
    const { value, low } = rowOf(soakRows(soakOf(1e6)), 'soak-renderer') as ReturnType<
      typeof soakRows
    >[number];
    expect(value).toBeCloseTo(320 / 300, 2);
    expect(low).toBeGreaterThan(1.05);
  });

  test('what the system does not tell has no value', () => {
    expect(rowOf(soakRows(soakOf(0)), 'soak-gpu')).toMatchObject({ value: null, low: null, high: null });
  });
});

describe('mountRows', () => {
  test('the first mounts fill caches and do not count; a node left by each is seen', () => {
    const mounts: Mounts = {
      count: 60,
      faults: [],
      samples: Array.from({ length: 60 }, (_, i) => ({
        mount: i + 1,
        workers: 0,
        ...MEMORY,
        heapBytes: i < 5 ? 10e6 : 50e6,
        nodes: 100 + i,
      })),
    };
    const rows = mountRows(mounts);
    expect(rowOf(rows, 'mounts-heap')).toMatchObject({ value: 1 });
    expect((rowOf(rows, 'mounts-nodes') as (typeof rows)[number]).low).toBeGreaterThan(1.9);
  });
});
