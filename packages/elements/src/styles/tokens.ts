import { css } from 'lit';

/**
 * Theme tokens. Every `--carmine-*` property can be set by the page; the `--_*` names are the element's own. Contrast of
 * the defaults on white: ink 16.4:1, muted 6.0:1, accent 7.9:1; control borders 3.4:1 (WCAG 2.2 1.4.3, 1.4.11).
 */
export const tokens = css`
  :host {
    --_ink: var(--carmine-ink, #231b1a);
    --_muted: var(--carmine-muted, #675b58);
    --_surface: var(--carmine-surface, #fff);
    --_soft: var(--carmine-soft, #f7f2ee);
    --_line: var(--carmine-line, #e6dcd6);
    --_border: var(--carmine-border, #8f817b);
    --_accent: var(--carmine-accent, #9a1f36);
    --_on-accent: var(--carmine-on-accent, #fff);
    --_accent-soft: var(--carmine-accent-soft, #f8e9ea);
    --_good: var(--carmine-good, #2f6b4f);
    --_warn: var(--carmine-warn, #8a5200);
    --_radius: var(--carmine-radius, 14px);
    --_font: var(
      --carmine-font,
      system-ui,
      -apple-system,
      'Segoe UI',
      'PingFang SC',
      'Hiragino Sans GB',
      'Microsoft YaHei',
      'Noto Sans CJK SC',
      sans-serif
    );
    --_stage: var(--carmine-stage, #1d1716);
    box-sizing: border-box;
    color: var(--_ink);
    font: 400 0.9375rem/1.55 var(--_font);
    -webkit-font-smoothing: antialiased;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  .sr-only {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms;
      transition-duration: 0.01ms;
    }
  }
`;
