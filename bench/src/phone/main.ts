import { FULL, QUICK } from '../runner/wishes.ts';
import { el } from '../view/dom.ts';
import { showReport } from '../view/report-view.ts';
import { languageOf, WORDS } from '../view/words/language.ts';
import { runOnPhone } from './phone-run.ts';
import { TEXTS } from './texts.ts';

const language = languageOf(navigator.languages);
const texts = TEXTS[language];
document.documentElement.lang = language;
document.title = texts.title;

const target = document.getElementById('bench')!;
const stage = el('div');
const result = el('div');
const status = el('p');
status.setAttribute('role', 'status');
const choice = el('select', [new Option(texts.quick, 'quick'), new Option(texts.full, 'full')]);
choice.id = 'length';
const label = el('label', `${texts.length} `);
label.htmlFor = choice.id;
const button = el('button', texts.start);
button.type = 'button';
button.id = 'start';
target.append(
  el('h1', texts.title),
  el('p', texts.explain),
  el('p', [label, choice, ' ', button]),
  status,
  stage,
  result,
);

/** A link that saves the report; its URL lives as long as the page. */
const download = (json: string): HTMLElement => {
  const link = el('a', texts.download);
  link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
  link.download = 'bench.json';
  link.id = 'download';
  return el('p', [link]);
};

let running: AbortController | null = null;

const begin = async (): Promise<void> => {
  running = new AbortController();
  const { signal } = running;
  button.textContent = texts.stop;
  result.replaceChildren();
  // A phone that dims its screen stops drawing; where there is no such lock the text asks for it.
  const lock = await navigator.wakeLock?.request('screen').catch(() => null);
  try {
    // ?seconds=1&rounds=1&clip=small&only=video: a look at whether it works at all.
    const query = new URLSearchParams(location.search);
    const base = choice.value === 'full' ? FULL : QUICK;
    const [seconds, rounds] = [Number(query.get('seconds')), Number(query.get('rounds'))];
    const protocol = {
      ...base,
      ...(seconds > 0 ? { shownMs: seconds * 1000, pageMs: seconds * 500 } : {}),
      ...(rounds >= 1 ? { rounds: Math.floor(rounds) } : {}),
    };
    const report = await runOnPhone(protocol, {
      signal,
      stage,
      clip: query.get('clip') ?? 'turn',
      only: query.get('only')?.split(',') ?? null,
      onClip: (done, of) => {
        status.textContent = texts.clip(done, of);
      },
      onRun: (subject, round, of) => {
        status.textContent = texts.running(subject, round, of);
      },
    });
    const hidden = report.runs.some(({ faults }) => faults.some(({ code }) => code === 'hidden'));
    status.textContent = hidden ? `${texts.done} ${texts.hidden}` : texts.done;
    const view = el('div');
    result.replaceChildren(download(JSON.stringify(report, null, 1)), view);
    showReport(view, report, WORDS[language]);
    document.documentElement.dataset.bench = 'done';
  } catch (error) {
    status.textContent = signal.aborted ? '' : String(error);
    document.documentElement.dataset.bench = 'failed';
  } finally {
    stage.replaceChildren();
    button.textContent = texts.start;
    running = null;
    await lock?.release();
  }
};

button.addEventListener('click', () => {
  if (running) running.abort();
  else void begin();
});
if (typeof VideoFrame === 'undefined') {
  status.textContent = globalThis.isSecureContext ? 'VideoFrame?' : texts.insecure;
  button.disabled = true;
}
