import { css } from 'lit';

/** Layout of `<carmine-try-on>`: one column; from 760 px of its own width two, the mirror staying in sight. */
export const layout = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .app {
    display: grid;
    gap: 1.25rem;
  }
  .stage {
    position: relative;
    overflow: clip;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    min-height: 27rem;
    width: 100%;
    border-radius: var(--_radius);
    background:
      radial-gradient(120% 90% at 50% 0%, color-mix(in srgb, var(--_stage) 78%, #8a4a4a), transparent 70%),
      var(--_stage);
    container-type: inline-size;
  }
  /* Gives the stage its shape, yet lets a long text make it taller. */
  .stage::before {
    content: '';
    grid-area: 1 / 1;
    align-self: start;
    width: 100%;
    aspect-ratio: 4 / 5;
    max-height: min(42rem, 74vh);
  }
  .picture {
    position: absolute;
    inset: 0;
  }
  /* The host's picture until the mirror's own is there; dimmed so that the texts over it keep their contrast. */
  [data-scene='mirror'] slot[name='poster'] {
    display: none;
  }
  ::slotted([slot='poster']) {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    object-fit: cover;
    filter: brightness(0.4);
  }
  .picture canvas {
    display: block;
    width: 100%;
    height: 100%;
    object-fit: contain;
    opacity: 0;
    transition: opacity 0.25s;
  }
  [data-scene='mirror'] .picture canvas {
    opacity: 1;
  }
  [data-source='camera'] canvas,
  [data-source='head'] canvas {
    object-fit: cover;
  }
  /* Between the bars, so that neither covers a look. */
  [data-tiles] .picture,
  [data-tiles] carmine-tile-names {
    inset: 4rem 0 4.25rem;
  }
  [data-tiles] .picture canvas {
    object-fit: contain;
  }
  [data-mirrored] .picture canvas {
    transform: scaleX(-1);
  }
  .over {
    position: relative;
    grid-area: 1 / 1;
    min-height: 0;
  }
  .drop {
    position: absolute;
    inset: 0.75rem;
    display: grid;
    place-items: center;
    border: 2px dashed #fff;
    border-radius: var(--_radius);
    background: rgb(29 23 22 / 0.8);
    color: #fff;
    font-size: 1.25rem;
    pointer-events: none;
  }
  .top {
    z-index: 1;
    position: absolute;
    inset: 0.75rem 0.75rem auto;
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  .badge {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    padding: 0.3em 0.8em;
    border-radius: 999px;
    background: rgb(20 14 13 / 0.72);
    color: #fff;
    font-size: 0.8125rem;
    white-space: nowrap;
  }
  .badge::before {
    flex: none;
    content: '';
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: #fff;
  }
  .badge[data-source='camera']::before {
    background: #ff5a5f;
  }
  .badge[data-recording]::before {
    background: #ff3b41;
  }
  .badge[data-recording] {
    font-variant-numeric: tabular-nums;
  }
  .rail {
    position: absolute;
    inset: 3.75rem 0.75rem auto auto;
  }
  .top .rail {
    position: static;
    grid-auto-flow: column;
    margin-left: auto;
  }
  .top {
    gap: 0.4rem;
  }
  .hint {
    position: absolute;
    inset: 3.75rem 4.5rem auto 0.75rem;
    display: flex;
    gap: 0.4em;
    align-items: center;
    width: fit-content;
    padding: 0.25em 0.75em 0.25em 0.55em;
    border-radius: 14px;
    background: rgb(20 14 13 / 0.72);
    color: #fff;
    font-size: 0.8125rem;
    line-height: 1.35;
    pointer-events: none;
  }
  .hint svg {
    flex: none;
    width: 18px;
    height: 18px;
  }
  .clip {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    align-items: center;
    justify-content: center;
    padding: 0.5rem 0.6rem;
    border-radius: var(--_radius);
    background: var(--_surface);
    font-size: 0.875rem;
  }
  .stop {
    border-color: transparent;
    background: rgb(255 255 255 / 0.94);
  }
  .guide {
    position: absolute;
    inset: 4rem 4.5rem auto;
    margin: 0 auto;
    width: fit-content;
    max-width: 100%;
    padding: 0.45em 1em;
    border-radius: 999px;
    background: rgb(20 14 13 / 0.8);
    color: #fff;
    font-size: 0.9375rem;
    text-align: center;
  }
  .guide progress {
    display: block;
    width: 100%;
    height: 4px;
    margin-top: 0.35em;
    overflow: hidden;
    border: 0;
    border-radius: 2px;
    background: rgb(255 255 255 / 0.28);
    appearance: none;
  }
  .guide progress::-webkit-progress-bar {
    background: transparent;
  }
  .guide progress::-webkit-progress-value {
    background: #fff;
  }
  .guide progress::-moz-progress-bar {
    background: #fff;
  }
  .bottom {
    position: absolute;
    inset: auto 0.75rem 0.75rem;
    display: grid;
    gap: 0.6rem;
    justify-items: center;
  }
  .peek {
    border-color: transparent;
    background: rgb(255 255 255 / 0.94);
  }
  .peek .swatch {
    width: 18px;
    height: 18px;
  }
  #reading-title {
    outline: none;
    scroll-margin-top: var(--carmine-scroll-margin, 5rem);
  }
  .tones {
    display: flex;
    gap: 2px;
    padding: 5px;
    border-radius: 999px;
    background: rgb(20 14 13 / 0.62);
  }
  .tones button {
    width: 26px;
    height: 26px;
    padding: 0;
    border: 2px solid transparent;
    border-radius: 50%;
    background: var(--swatch) padding-box;
  }
  .tones button[aria-pressed='true'] {
    border-color: #fff;
  }
  .stage :focus-visible {
    outline: 2px solid #fff;
    box-shadow: 0 0 0 4px var(--_accent);
  }
  .panel {
    display: grid;
    gap: 0.75rem;
    align-content: start;
    min-width: 0;
  }
  .reading {
    display: grid;
    gap: 1.25rem;
    min-width: 0;
    container-type: inline-size;
  }
  .reading h2 {
    font: 500 clamp(1.25rem, 3cqi, 1.625rem) / 1.3 var(--carmine-display, var(--_font));
  }
  .block {
    display: grid;
    gap: 0.5rem;
  }
  @container (max-width: 340px) {
    [data-tiles] .stop {
      gap: 0;
      flex: none;
      width: 44px;
      padding: 0;
      font-size: 0;
    }
    [data-tiles] .badge {
      padding-inline: 0.6em;
    }
  }
  @container (min-width: 760px) {
    .app {
      grid-template-columns: minmax(0, 1.1fr) minmax(300px, 0.9fr);
      gap: 2rem;
      align-items: start;
    }
    /* The panel is longer than the mirror: what is changed stays in sight. */
    .stage {
      position: sticky;
      top: var(--carmine-sticky-top, 1rem);
    }
    .reading {
      grid-column: 1 / -1;
    }
  }
`;
