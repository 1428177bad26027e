import { type SVGTemplateResult, svg } from 'lit';

let serial = 0;

/** A lipstick, 120 x 380 units, its bullet in the shade. `glossy` adds the wet highlight. */
export const lipstick = (hex: string, glossy: boolean): SVGTemplateResult => {
  const id = `l${++serial}`;
  return svg`
    <defs>
      <linearGradient id="${id}-bullet" x1="0" x2="1">
        <stop offset="0" stop-color="#000" stop-opacity=".34"/><stop offset=".2" stop-color="#fff" stop-opacity=".2"/>
        <stop offset=".34" stop-color="#fff" stop-opacity=".04"/><stop offset=".72" stop-color="#000" stop-opacity=".08"/><stop offset="1" stop-color="#000" stop-opacity=".42"/>
      </linearGradient>
      <linearGradient id="${id}-gold" x1="0" x2="1">
        <stop offset="0" stop-color="#7c5d33"/><stop offset=".16" stop-color="#c9a468"/><stop offset=".3" stop-color="#fbeecb"/>
        <stop offset=".5" stop-color="#caa66b"/><stop offset=".82" stop-color="#a17d46"/><stop offset="1" stop-color="#644a27"/>
      </linearGradient>
      <linearGradient id="${id}-base" x1="0" x2="1">
        <stop offset="0" stop-color="#2c0a11"/><stop offset=".2" stop-color="#94223a"/><stop offset=".3" stop-color="#c65468"/>
        <stop offset=".48" stop-color="#7f182b"/><stop offset=".86" stop-color="#4c0e1a"/><stop offset="1" stop-color="#29070e"/>
      </linearGradient>
      <radialGradient id="${id}-shadow"><stop offset="0" stop-color="#4a2a20" stop-opacity=".5"/><stop offset="1" stop-color="#4a2a20" stop-opacity="0"/></radialGradient>
    </defs>
    <ellipse cx="62" cy="368" rx="70" ry="12" fill="url(#${id}-shadow)"/>
    <path d="M34 168V62c0-8 3-14 10-20l26-24c7-6 16-1 16 8v142Z" fill="${hex}"/>
    <path d="M34 168V62c0-8 3-14 10-20l26-24c7-6 16-1 16 8v142Z" fill="url(#${id}-bullet)"/>
    <path d="M37 62c0-7 3-12 9-17l25-23c5-4.500 11-1.500 11.500 4.500-2 18-20 37-45.500 46.500Z" fill="#fff" opacity="${glossy ? 0.34 : 0.15}"/>
    ${glossy ? svg`<rect x="42" y="80" width="5" height="80" rx="2.500" fill="#fff" opacity=".5"/>` : ''}
    <rect x="29" y="164" width="62" height="74" rx="3" fill="url(#${id}-gold)"/>
    <rect x="29" y="170" width="62" height="2" fill="#6b4f2a" opacity=".45"/><rect x="29" y="230" width="62" height="2" fill="#6b4f2a" opacity=".5"/>
    <rect x="19" y="238" width="82" height="130" rx="6" fill="url(#${id}-base)"/>
    <rect x="19" y="238" width="82" height="5" fill="url(#${id}-gold)"/>
    <text x="60" y="312" fill="#f3d9a8" font-size="10" letter-spacing="2" text-anchor="middle" font-family="Songti SC, Noto Serif CJK SC, Georgia, serif">SELVANNE</text>`;
};
