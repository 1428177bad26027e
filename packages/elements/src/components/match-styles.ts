import { css } from 'lit';

/** How matches look: one column on a phone, three from 720 px of the element's own width. */
export const matchStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
    min-width: 0;
  }
  .tabs,
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
  }
  .chip {
    min-height: 36px;
  }
  .you {
    display: grid;
    grid-template-columns: 56px minmax(0, 1fr);
    gap: 0.1rem 0.9rem;
    align-items: center;
  }
  .you .swatch {
    width: 56px;
    height: 56px;
  }
  .you strong {
    font-weight: 600;
  }
  .lead {
    max-width: 60ch;
  }
  .cards {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
  }
  .card {
    display: grid;
    gap: 0.35rem;
    align-content: start;
    overflow: hidden;
    padding-bottom: 1rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  .card.first {
    border-color: var(--_accent);
  }
  .card > :not(.band, .labels) {
    margin-inline: 1rem;
  }
  .band {
    display: flex;
    height: 92px;
  }
  .band i {
    flex: 1;
    background: var(--swatch);
  }
  .labels {
    display: flex;
    color: var(--_muted);
    font-size: 0.75rem;
    text-align: center;
  }
  .labels span {
    flex: 1;
  }
  .kind {
    display: flex;
    gap: 0.75rem;
    align-items: center;
    justify-content: space-between;
    margin-top: 0.2rem;
    color: var(--_accent);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .name {
    display: flex;
    gap: 0.5em;
    align-items: center;
    font-weight: 600;
  }
  .name .swatch {
    flex: none;
    width: 20px;
    height: 20px;
  }
  .sure {
    display: flex;
    gap: 0.5em;
    align-items: center;
    color: var(--_muted);
    font-weight: 500;
    white-space: nowrap;
  }
  .sure i {
    width: 56px;
    height: 5px;
    border-radius: 3px;
    background: linear-gradient(var(--_good) 0 0) no-repeat 0 0 / calc(var(--p) * 100%) 100% var(--_line);
  }
  .why {
    display: grid;
    gap: 0.2rem;
    padding-inline-start: 1.1em;
    list-style: disc;
    font-size: 0.875rem;
  }
  summary {
    min-height: 32px;
    color: var(--_muted);
    font-size: 0.8125rem;
    line-height: 32px;
    cursor: pointer;
  }
  .card .button {
    justify-self: start;
    min-height: 40px;
    margin-top: 0.35rem;
  }
  .range {
    display: grid;
    gap: 0.35rem;
  }
  .ramp {
    display: flex;
    overflow: hidden;
    height: 40px;
    border-radius: 10px;
  }
  .ramp li {
    flex: 1;
    background: var(--swatch);
  }
  .ends {
    display: flex;
    gap: 1rem;
    justify-content: space-between;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .question {
    display: grid;
    gap: 0.5rem;
    padding: 1rem;
    border-radius: var(--_radius);
    background: var(--_soft);
  }
  .fit {
    display: grid;
    gap: 0.35rem;
  }
  .fit select {
    max-width: 26rem;
    min-height: 44px;
  }
  .depths {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: 4px;
  }
  .depths button {
    height: 64px;
    border: 0;
    border-radius: 10px;
    background: var(--swatch);
  }
  .reading {
    display: grid;
    gap: 0.15rem;
  }
  @container (min-width: 720px) {
    .cards {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  @media (forced-colors: active) {
    .band i,
    .ramp li,
    .depths button {
      forced-color-adjust: none;
    }
  }
`;
