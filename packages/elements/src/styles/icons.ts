import { html, type SVGTemplateResult, svg, type TemplateResult } from 'lit';

/** Line icons, 24 x 24, drawn here; always beside words or an aria-label. */
const icon = (paths: SVGTemplateResult): TemplateResult =>
  html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

export const icons = {
  camera: icon(svg`<path d="M4 8h3l1.6-2.4h6.8L17 8h3v11H4z"/><circle cx="12" cy="13.2" r="3.4"/>`),
  photo: icon(
    svg`<rect x="4" y="5" width="16" height="14" rx="2"/><path d="m4 16 4.5-4.5 4 4 2.5-2.5 5 5"/><circle cx="15.5" cy="9.2" r="1.3"/>`,
  ),
  video: icon(svg`<rect x="3.5" y="6" width="12" height="12" rx="2"/><path d="m15.5 11 5-3v8l-5-3"/>`),
  head: icon(
    svg`<path d="M12 3.5c-3.9 0-6 2.7-6 6.4 0 3.4 1.7 6.6 3.6 8 1.5 1.1 3.3 1.1 4.8 0 1.9-1.4 3.6-4.6 3.6-8 0-3.7-2.1-6.4-6-6.4Z"/><path d="M10 14.6c1.3.8 2.7.8 4 0M9.2 10h.1M14.7 10h.1M10 19v2M14 19v2"/>`,
  ),
  compare: icon(
    svg`<circle cx="12" cy="12" r="8"/><path d="M12 4v16"/><path d="M12 4a8 8 0 0 1 0 16z" fill="currentColor"/>`,
  ),
  analyze: icon(
    svg`<path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16"/><path d="M7 12h10"/>`,
  ),
  voice: icon(
    svg`<path d="M4 10v4h3.5L12 18V6L7.5 10H4Z"/><path d="M15 9.2a4 4 0 0 1 0 5.6M17.5 6.8a7.4 7.4 0 0 1 0 10.4"/>`,
  ),
  mute: icon(svg`<path d="M4 10v4h3.5L12 18V6L7.5 10H4Z"/><path d="m15.5 9.7 4.6 4.6M20.1 9.7l-4.6 4.6"/>`),
  snapshot: icon(svg`<path d="M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14"/>`),
  clear: icon(svg`<path d="M5 12a7 7 0 1 0 2.3-5.2L5 9"/><path d="M5 4.5V9h4.5"/>`),
  stop: icon(svg`<path d="M7 7l10 10M17 7 7 17"/>`),
  split: icon(svg`<path d="m8.5 8-4 4 4 4M15.5 8l4 4-4 4M12 5v14"/>`),
  tiles: icon(
    svg`<rect x="4" y="4.5" width="7" height="15" rx="1.5"/><rect x="13" y="4.5" width="7" height="15" rx="1.5"/>`,
  ),
  record: icon(
    svg`<circle cx="12" cy="12" r="8"/><circle cx="12" cy="12" r="4.5" fill="currentColor" stroke="none"/>`,
  ),
  square: icon(svg`<rect x="7" y="7" width="10" height="10" rx="1.5" fill="currentColor"/>`),
  share: icon(svg`<path d="M12 14.5V4M8 7.5 12 3.8l4 3.7M6 11.5v7.5h12v-7.5"/>`),
  pen: icon(svg`<path d="m5 19 .8-3.6L15.6 5.6l2.8 2.8L8.6 18.2 5 19Z"/>`),
  bin: icon(svg`<path d="M5.5 7.5h13M10 7.5V5h4v2.5M7 7.5 7.8 19h8.4L17 7.5M10.3 11v4.5M13.7 11v4.5"/>`),
  lock: icon(
    svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2"/><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5"/>`,
  ),
  shown: icon(svg`<path d="M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6Z"/><circle cx="12" cy="12" r="2.6"/>`),
  hidden: icon(
    svg`<path d="M4 4l16 16M9.9 6.3A9 9 0 0 1 12 6c5.7 0 9 6 9 6a15 15 0 0 1-2.6 3.3M6.2 7.9A15 15 0 0 0 3 12s3.3 6 9 6c1.5 0 2.8-.4 4-1"/>`,
  ),
  check: icon(svg`<path d="m5.5 12.5 4.2 4.2 8.8-9.2"/>`),
  alert: icon(svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.8v5M12 16.2h.01"/>`),
  bulb: icon(
    svg`<path d="M9.5 17h5M10.2 20h3.6M12 3.8a5.6 5.6 0 0 0-3.2 10.2c.5.4.8.9.8 1.5h4.8c0-.6.3-1.1.8-1.5A5.6 5.6 0 0 0 12 3.8Z"/>`,
  ),
} as const;
