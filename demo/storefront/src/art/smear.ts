import { type SVGTemplateResult, svg } from 'lit';

/** A stroke of product as it lies on paper: body, ridges of the brush, a wet edge. 300 x 120 units. */
export const smear = (hex: string, wet: boolean): SVGTemplateResult => svg`
  <g>
    <path d="M14 66c10-26 52-40 112-44 58-4 118-2 148 12 18 9 14 24-4 31 10 6 6 15-12 19-38 9-92 18-150 18-54 0-92-6-92-20 0-5 5-8 9-9-8-2-13-4-11-7Z" fill="${hex}"/>
    <g fill="none" stroke-linecap="round">
      <path d="M30 64c50-18 130-24 226-20M34 74c60-13 140-17 214-11M44 86c56-8 116-11 176-8" stroke="#000" stroke-opacity=".1" stroke-width="3"/>
      <path d="M28 58c54-20 138-27 230-21M38 79c58-10 128-13 198-10" stroke="#fff" stroke-opacity="${wet ? 0.42 : 0.16}" stroke-width="2.500"/>
    </g>
    ${wet ? svg`<path d="M60 44c40-12 96-16 150-13" stroke="#fff" stroke-opacity=".6" stroke-width="5" stroke-linecap="round" fill="none"/>` : ''}
  </g>`;
