import { css } from 'lit';

/** Layout of `<carmine-saved-looks>`. */
export const savedLooksStyle = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  details {
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface);
  }
  /* What lies in details inherits from the browser's own slot. */
  summary,
  .body {
    box-sizing: border-box;
  }
  summary {
    min-height: 48px;
    padding: 0.75rem 1rem;
    border-radius: var(--_radius);
    font-weight: 600;
    cursor: pointer;
  }
  .count {
    margin-left: 0.35em;
    color: var(--_muted);
    font-weight: 400;
  }
  .body {
    display: grid;
    gap: 0.75rem;
    padding: 0 1rem 1rem;
  }
  .save,
  .rename {
    display: flex;
    gap: 0.5rem;
    flex: 1;
    min-width: 0;
  }
  .field {
    flex: 1;
    min-width: 0;
    min-height: 44px;
    padding: 0 0.85rem;
    border: 1px solid var(--_border);
    border-radius: 999px;
    background: var(--_surface);
  }
  .field:disabled {
    border-color: var(--_line);
    background: var(--_soft);
  }
  .rename .button,
  .save .button {
    flex: none;
  }
  .empty {
    color: var(--_muted);
  }
  ul {
    display: grid;
  }
  li {
    display: flex;
    gap: 0.15rem;
    align-items: center;
    min-width: 0;
    padding: 0.25rem 0;
    border-top: 1px solid var(--_line);
  }
  .wear {
    display: flex;
    flex: 1;
    gap: 0.6rem;
    align-items: center;
    min-width: 0;
    min-height: 44px;
    padding: 0 0.25rem;
    border: 0;
    border-radius: 8px;
    background: none;
    text-align: start;
  }
  .wear:hover {
    background: var(--_soft);
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .dots {
    display: flex;
    flex: none;
  }
  .dots .swatch {
    width: 18px;
    height: 18px;
    border: 2px solid var(--_surface);
    background-clip: padding-box;
  }
  .dots .swatch + .swatch {
    margin-left: -7px;
  }
  .tool {
    display: grid;
    flex: none;
    place-items: center;
    min-width: 38px;
    height: 38px;
    padding: 0;
    border: 0;
    border-radius: 999px;
    background: none;
    color: var(--_muted);
    font-size: 0.8125rem;
  }
  .tool:hover {
    background: var(--_soft);
    color: var(--_ink);
  }
  .tool svg {
    width: 20px;
    height: 20px;
  }
  .tool[aria-pressed='true'],
  .tool[aria-pressed='true']:hover {
    background: var(--_ink);
    color: var(--_surface);
  }
  .button[data-armed]:hover,
  .button[data-armed],
  .tool[data-armed]:hover,
  .tool[data-armed] {
    padding: 0 0.75rem;
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  @container (max-width: 340px) {
    .dots .swatch:nth-child(n + 4) {
      display: none;
    }
    .tool {
      min-width: 34px;
    }
  }
`;
