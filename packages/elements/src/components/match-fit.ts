import type { MatchQuery } from '@carmine/session';
import type { Shade } from '@carmine/shades';
import { html, nothing, type TemplateResult } from 'lit';
import type { SkinMatchView } from './match-skin.ts';

/** What the picker of a shade that fits needs. */
type FitView = Pick<SkinMatchView, 'match' | 't' | 'find' | 'ask' | 'foundations'>;

/** The query with another shade that fits; '' forgets it. */
const fitted = ({ fits: _, ...query }: MatchQuery, sku: string): MatchQuery =>
  sku ? { ...query, fits: sku } : query;

/** Shades by their line, in the order of the catalogue. */
const byLine = (shades: readonly Shade[]): [string, readonly Shade[]][] => {
  const lines = new Map<string, Shade[]>();
  for (const shade of shades) lines.set(shade.line, [...(lines.get(shade.line) ?? []), shade]);
  return [...lines];
};

/** A foundation the customer wears already and that fits: it says of the skin what the light of a picture leaves open. */
export const fitPicker = ({
  match: { query },
  t,
  find,
  ask,
  foundations,
}: FitView): TemplateResult | typeof nothing => {
  if (!foundations.length) return nothing;
  return html`<div class="fit" part="match-fit">
    <label for="fit">${t('match.fit.label')}</label>
    <select
      id="fit"
      part="select"
      aria-describedby="fit-lead"
      @change=${(event: Event) => ask(fitted(query, (event.target as HTMLSelectElement).value))}
    >
      <option value="" ?selected=${!query.fits}>${t('match.fit.none')}</option>
      ${byLine(foundations).map(
        ([line, shades]) => html`<optgroup label=${find(shades[0]!.sku)?.lineName ?? line}>
          ${shades.map(
            ({ sku, name }) =>
              html`<option value=${sku} ?selected=${sku === query.fits}>${find(sku)?.name ?? name}</option>`,
          )}
        </optgroup>`,
      )}
    </select>
    <p class="note" id="fit-lead">${t('match.fit.lead')}</p>
  </div>`;
};
