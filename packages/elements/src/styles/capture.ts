import { css } from 'lit';

/** Layout of `<carmine-capture>`: readable at arm's length, over any picture. */
export const captureStyle = css`
  :host {
    position: absolute;
    inset: 0;
    display: block;
    overflow: clip;
    pointer-events: none;
  }
  /* As tall as the stage allows: a face at arm's length fills it. */
  .oval {
    position: absolute;
    inset: 3.2rem auto 5.2rem 50%;
    max-width: 94%;
    transform: translateX(-50%);
    aspect-ratio: 100 / 132;
    border-radius: 50%;
    /* Dims what lies about the face; the face itself keeps its colours. */
    box-shadow: 0 0 0 120rem rgb(16 11 10 / 0.4);
  }
  .oval svg {
    position: absolute;
    inset: -2.5%;
    width: 105%;
    height: 105%;
  }
  path {
    fill: none;
  }
  .oval path {
    stroke-width: 2.2;
  }
  .track {
    stroke: rgb(255 255 255 / 0.5);
  }
  .fill {
    stroke: #fff;
    transition:
      stroke-dasharray 0.35s,
      stroke 0.2s;
  }
  [data-stage='ready'] .fill,
  [data-stage='taking'] .fill,
  [data-stage='reading'] .fill {
    stroke: #7fe0b0;
  }
  .instruction {
    position: absolute;
    inset: 3.5rem 0.75rem auto;
    width: fit-content;
    margin: 0 auto;
    display: flex;
    gap: 0.45em;
    align-items: center;
    justify-content: center;
    min-height: 2.6em;
    padding: 0.35em 1em;
    border-radius: 1.3em;
    background: rgb(20 14 13 / 0.86);
    color: #fff;
    font-size: clamp(1.125rem, 5cqi, 1.5rem);
    font-weight: 600;
    line-height: 1.25;
    text-align: center;
    text-wrap: balance;
  }
  .instruction svg {
    flex: none;
    width: 1.2em;
    height: 1.2em;
    color: #7fe0b0;
  }
  .bar {
    position: absolute;
    inset: auto 0.75rem 0.75rem;
    margin: 0 auto;
    pointer-events: auto;
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    gap: 0.75rem;
    align-items: center;
    max-width: 26rem;
    min-height: 64px;
  }
  .button {
    justify-self: start;
    border-color: transparent;
    background: rgb(255 255 255 / 0.94);
    touch-action: manipulation;
  }
  .round {
    grid-column: 3;
    justify-self: end;
    width: 46px;
    height: 46px;
    padding: 0;
  }
  .round[aria-pressed='true'],
  .round[aria-pressed='true']:hover {
    background: var(--_ink);
    color: var(--_surface);
  }
  .round[aria-disabled='true'] {
    color: var(--_muted);
    opacity: 0.7;
    cursor: default;
  }
  .shutter {
    width: 64px;
    height: 64px;
    padding: 0;
    border: 4px solid #fff;
    border-radius: 50%;
    background: var(--_accent) content-box;
    padding: 4px;
    box-shadow: 0 1px 6px rgb(0 0 0 / 0.4);
    touch-action: manipulation;
  }
  .shutter:active {
    transform: scale(0.94);
  }
  :focus-visible {
    outline: 3px solid #fff;
    outline-offset: 2px;
    box-shadow: 0 0 0 7px var(--_accent);
  }
  @media (forced-colors: active) {
    .instruction {
      border: 1px solid;
    }
  }
`;
