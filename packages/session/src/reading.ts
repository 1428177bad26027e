import { shadeMatchedData, skinScoredData } from '@carmine/crm';
import { CarmineError, toCarmineError } from '@carmine/errors';
import type { MatchResult, Shade } from '@carmine/shades';
import type { SkinReport } from '@carmine/skin';
import { checkAnalyzeOptions, deepFreeze, isGuided, runAnalysis } from './analysis.ts';
import { CaptureDesk, openingState } from './capture/desk.ts';
import type { AnalyzeOptions } from './capture/options.ts';
import type { Core } from './core.ts';
import { Job } from './jobs.ts';
import { lightHint } from './light.ts';
import { type MatchQuery, matchReport } from './matching.ts';
import type { Stage } from './stage.ts';

/** Skin readings and the shades that follow from them. */
export class Reading {
  readonly #core: Core;
  readonly #stage: Stage;
  readonly #catalogue: () => readonly Shade[];
  readonly #job = new Job('analysis');
  readonly #desk: CaptureDesk;
  /** When the last report was made, ISO 8601. */
  #readAt = '';

  constructor(core: Core, stage: Stage, catalogue: () => readonly Shade[]) {
    this.#core = core;
    this.#desk = new CaptureDesk(core);
    this.#stage = stage;
    this.#catalogue = catalogue;
  }

  get capture(): CaptureDesk {
    return this.#desk;
  }

  async analyze(options: AnalyzeOptions): Promise<SkinReport> {
    const { signal } = options;
    const show = this.#stage.show;
    if (!show) throw new CarmineError('invalid-argument', { message: 'analyze: no picture is shown' });
    checkAnalyzeOptions(options, show.kind);
    try {
      return await this.#job.run(
        async (run) => {
          const capture = isGuided(show, options) ? openingState(options.preset ?? 'standard') : null;
          this.#core.set({ analysis: 'running', error: null, capture });
          const report = await runAnalysis({ core: this.#core, show, desk: this.#desk, run, options });
          run.check();
          await this.#publish(report, options.match ?? {});
          return report;
        },
        signal ? { signal } : {},
      );
    } catch (raw) {
      const error = toCarmineError(raw);
      if (!this.#job.running) this.#failed(error, this.#stage.show === show);
      throw error;
    }
  }

  match(query: MatchQuery): MatchResult {
    const { report } = this.#core.state;
    if (!report) throw new CarmineError('invalid-argument', { message: 'match: analyze first' });
    const match = deepFreeze(matchReport(report, this.#catalogue(), query, this.#readAt));
    this.#core.set({ match });
    this.#core.events.emit('shade.matched', shadeMatchedData(match));
    return match;
  }

  /** Gives the analysis up that runs now. */
  end(code: 'aborted' | 'closed' = 'aborted'): void {
    this.#job.end(code);
  }

  /** `shown`: the source that was read is still there; else its own end was told, and only the reading is over. */
  #failed(error: CarmineError, shown: boolean): void {
    if (shown) this.#core.report(error, { analysis: error.code === 'aborted' ? 'idle' : 'failed' });
    else if (!this.#stage.show && this.#core.state.analysis === 'running')
      this.#core.set({ analysis: 'idle' });
  }

  /** What follows from a new report: state, events, the light for the renderer, the match. */
  async #publish(report: SkinReport, query: MatchQuery): Promise<void> {
    this.#readAt = new Date().toISOString();
    this.#core.set({ analysis: 'done', report, match: null });
    this.#core.events.emit('skin.scored', skinScoredData(report));
    const light = lightHint(report, this.#core.state.phase === 'live');
    if (light) this.#core.parts.host?.setView({ light });
    const type = query.type ?? 'foundation';
    if (!report.skin || !this.#catalogue().some((s) => s.type === type)) return;
    try {
      this.match(query);
    } catch (error) {
      this.#core.report(toCarmineError(error));
    }
  }
}
