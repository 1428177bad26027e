import { pageFacts } from '../page/machine.ts';
import type { SubjectOptions } from '../page/subject.ts';
import type { BenchWindow } from '../page/subject-page.ts';
import { blankRun } from '../report/blank.ts';
import { ratiosOf } from '../report/ratios.ts';
import { type ClipRecord, REPORT_VERSION, type Report, type Run } from '../report/schema.ts';
import { type Entry, entriesOf, orderOf, type Protocol, pageWorkOf } from '../runner/wishes.ts';

/** What the page tells while it works. */
export interface PhoneHooks {
  readonly onClip: (done: number, of: number) => void;
  readonly onRun: (subject: string, round: number, rounds: number) => void;
  readonly signal: AbortSignal;
  readonly clip: string;
  /** Only these subjects; null: all that are there. */
  readonly only: readonly string[] | null;
  /** The subject's page is put in here, in sight: a page that is not drawn is not measured. */
  readonly stage: HTMLElement;
}

const FPS = 30;

const there = async (url: string): Promise<boolean> =>
  (await fetch(url, { method: 'HEAD' }).catch(() => null))?.ok ?? false;

/** What lies beside the page; a host may leave MediaPipe's files or the official bundle out. */
export const findParts = async (): Promise<{ options: SubjectOptions; entries: readonly Entry[] }> => {
  const at = (path: string) => new URL(path, location.href).href;
  const [peers, official] = await Promise.all([
    there(at('../vision/vision_wasm_internal.wasm')),
    there(at('../official/face_landmarker.task')),
  ]);
  const options = {
    library: at('../lib/index.js'),
    assets: at('../assets/'),
    vision: at('../vision/'),
    faceModel: at(official ? '../official/face_landmarker.task' : '../assets/models/face_landmarker.task'),
  };
  // A line of another speed than the phone's own cannot be had here.
  const entries = entriesOf(peers ? 'official' : 'none', official).filter(({ part }) => part !== 'line');
  return { options, entries };
};

const openFrame = async (stage: HTMLElement): Promise<{ own: BenchWindow; frame: HTMLIFrameElement }> => {
  const frame = document.createElement('iframe');
  frame.className = 'stage';
  frame.src = './subject.html';
  stage.replaceChildren(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  return { own: frame.contentWindow as unknown as BenchWindow, frame };
};

/** One start in a page of its own; `then` measures it. */
const inFrame = async <T>(
  entry: Entry,
  options: SubjectOptions,
  hooks: PhoneHooks,
  then: (own: BenchWindow, startMs: number, clips: readonly ClipRecord[]) => Promise<T>,
): Promise<T> => {
  const { own, frame } = await openFrame(hooks.stage);
  try {
    const source = { clip: hooks.clip, fps: FPS * entry.faster, clips: null, photos: [] };
    const clips = await own.bench.openSource(source, hooks.onClip);
    const { startMs } = await own.bench.start(entry.subject, options);
    return await then(own, startMs, clips);
  } finally {
    own.bench?.close();
    frame.remove();
  }
};

const blankOf = (entry: Entry, round: number, hooks: PhoneHooks) =>
  blankRun({
    subject: entry.name,
    round,
    clip: hooks.clip,
    fps: FPS * entry.faster,
    pageWorkMs: pageWorkOf(entry),
  });

const measureEntry = (
  entry: Entry,
  round: number,
  options: SubjectOptions,
  protocol: Protocol,
  hooks: PhoneHooks,
): Promise<{ run: Run; clips: readonly ClipRecord[] }> =>
  inFrame(entry, options, hooks, async (own, startMs, clips) => {
    let hidden = document.hidden;
    const see = () => {
      hidden ||= document.hidden;
    };
    document.addEventListener('visibilitychange', see);
    const shown = await own.bench.shown(protocol.warmUpMs, protocol.shownMs, entry.workMs, entry.workIn);
    const page = await own.bench.page(protocol.pageMs);
    document.removeEventListener('visibilitychange', see);
    const { error, phase } = own.bench.state();
    const faults = [
      ...(hidden ? [{ code: 'hidden', message: 'the page was not in front all the time' }] : []),
      ...(error ? [{ code: error, message: `state: ${phase}` }] : []),
    ];
    const blank = blankOf(entry, round, hooks);
    // Whether the files came from the browser's cache is not known here: the start is called warm.
    const startup = { coldMs: null, warmMs: startMs };
    const run = {
      ...blank,
      ...shown,
      startup,
      page: { ...page, busy: null },
      facts: own.bench.facts(),
      faults,
    };
    return { run, clips };
  });

/** Measures this device without any tool. Rejects when `signal` aborts. */
export const runOnPhone = async (protocol: Protocol, hooks: PhoneHooks): Promise<Report> => {
  const { options, entries: all } = await findParts();
  const entries = all.filter(({ name }) => hooks.only?.includes(name) ?? true);
  const runs: Run[] = [];
  const clips = new Map<string, ClipRecord>();
  for (let round = 0; round < protocol.rounds; round++)
    for (const entry of orderOf(entries, round)) {
      hooks.signal.throwIfAborted();
      hooks.onRun(entry.name, round + 1, protocol.rounds);
      try {
        const measured = await measureEntry(entry, round, options, protocol, hooks);
        runs.push(measured.run);
        for (const clip of measured.clips) clips.set(clip.id, clip);
      } catch (error) {
        const blank = blankOf(entry, round, hooks);
        const message = error instanceof Error ? error.message : String(error);
        runs.push({ ...blank, faults: [{ code: 'failed', message }] });
      }
    }
  const version = runs.find((run) => run.subject === 'carmine')?.facts.version;
  const { quick, ...rest } = protocol;
  const facts = pageFacts();
  return {
    version: REPORT_VERSION,
    made: new Date().toISOString(),
    build: { version: typeof version === 'string' ? version : null, digest: null },
    machine: {
      ...facts,
      cores: navigator.hardwareConcurrency ?? null,
      memoryGiB: (navigator as Navigator & { deviceMemory?: number }).deviceMemory ?? null,
      softwareGl: /swiftshader|llvmpipe|software/i.test(facts.gl ?? ''),
      load: null,
    },
    protocol: { ...rest, interleaved: true, quick },
    clips: [...clips.values()],
    runs,
    troubles: [],
    ratios: ratiosOf(runs),
  };
};
