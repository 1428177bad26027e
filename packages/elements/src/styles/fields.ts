import { css } from 'lit';

/** Rows of a name and its control: choices, sliders, switches. */
export const fields = css`
  .fields {
    display: grid;
    gap: 0.6rem;
  }
  .field {
    display: grid;
    grid-template-columns: 4.6em minmax(0, 1fr);
    gap: 0.35rem 0.75rem;
    align-items: center;
  }
  .field:lang(en) {
    grid-template-columns: 5.4em minmax(0, 1fr);
  }
  .field > :first-child {
    color: var(--_muted);
    font-size: 0.8125rem;
    line-height: 1.3;
  }
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
  }
  .slider {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 4.2em;
    gap: 0.75rem;
    align-items: center;
  }
  output {
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    text-align: end;
    white-space: nowrap;
  }
  input[type='range'] {
    width: 100%;
    height: 32px;
    margin: 0;
    background: none;
    accent-color: var(--_accent);
    cursor: pointer;
  }
  select {
    width: 100%;
    min-width: 0;
    min-height: 34px;
    padding: 0.2em 0.5em;
    border: 1px solid var(--_border);
    border-radius: 8px;
    background: var(--_surface);
    font-size: 0.8125rem;
    text-overflow: ellipsis;
  }
  .switch {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    min-height: 32px;
    font-size: 0.8125rem;
    cursor: pointer;
  }
  .switch input {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }
`;
