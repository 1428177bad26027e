import { css } from 'lit';

/** Buttons, chips, headings: shared by all components so that they look like one hand. */
export const controls = css`
  button,
  select,
  input {
    font: inherit;
    color: inherit;
  }
  button {
    cursor: pointer;
  }
  button:disabled {
    cursor: default;
    opacity: 0.5;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-height: 44px;
    padding: 0.5em 1.25em;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface);
    font-weight: 500;
    line-height: 1.25;
    text-decoration: none;
    transition:
      background 0.15s,
      border-color 0.15s;
  }
  .button:hover:not(:disabled) {
    border-color: var(--_ink);
    background: var(--_soft);
  }
  .button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .button.primary:hover:not(:disabled) {
    background: color-mix(in srgb, var(--_accent) 88%, #000);
  }
  .button.small {
    min-height: 34px;
    padding: 0.25em 0.9em;
    font-size: 0.8125rem;
  }
  .button svg {
    flex: none;
    width: 20px;
    height: 20px;
  }
  .chip {
    min-height: 32px;
    padding: 0.2em 0.85em;
    border: 1px solid var(--_line);
    border-radius: 999px;
    background: var(--_surface);
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .chip:hover {
    border-color: var(--_border);
    color: var(--_ink);
  }
  .chip[aria-checked='true'],
  .chip[aria-pressed='true'] {
    border-color: var(--_ink);
    background: var(--_ink);
    color: var(--_surface);
  }
  .swatch {
    display: block;
    background: var(--swatch);
    border-radius: 50%;
    box-shadow: inset 0 0 0 1px rgb(0 0 0 / 0.12);
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.4;
  }
  .note {
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  @media (forced-colors: active) {
    .swatch {
      forced-color-adjust: none;
    }
    .chip[aria-checked='true'] {
      border-width: 3px;
    }
  }
`;
