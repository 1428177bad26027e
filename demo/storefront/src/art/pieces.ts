import { type SVGTemplateResult, svg } from 'lit';

let serial = 0;
const id = (): string => `p${++serial}`;

const gold = (name: string): SVGTemplateResult => svg`<linearGradient id="${name}" x1="0" x2="1">
  <stop offset="0" stop-color="#8a6a3c"/><stop offset=".3" stop-color="#f0dcae"/><stop offset=".6" stop-color="#c4a066"/><stop offset="1" stop-color="#7c5d33"/>
</linearGradient>`;
const lacquer = (name: string): SVGTemplateResult => svg`<linearGradient id="${name}" x1="0" x2="1">
  <stop offset="0" stop-color="#2c0a11"/><stop offset=".22" stop-color="#94223a"/><stop offset=".34" stop-color="#c65468"/><stop offset=".52" stop-color="#7f182b"/><stop offset="1" stop-color="#29070e"/>
</linearGradient>`;

/** A round compact seen from above, its pan pressed with the shade. 260 x 260 units. */
export const compact = (hex: string, shimmer: boolean): SVGTemplateResult => {
  const [ring, sheen] = [id(), id()];
  return svg`<defs>${gold(ring)}<radialGradient id="${sheen}" cx=".36" cy=".3" r=".8"><stop offset="0" stop-color="#fff" stop-opacity="${shimmer ? 0.55 : 0.16}"/><stop offset=".6" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".16"/></radialGradient></defs>
    <circle cx="130" cy="130" r="120" fill="#6d1526"/>
    <circle cx="130" cy="130" r="120" fill="none" stroke="url(#${ring})" stroke-width="7"/>
    <circle cx="130" cy="130" r="96" fill="${hex}"/>
    <circle cx="130" cy="130" r="96" fill="url(#${sheen})"/>
    <g fill="none" stroke="#000" stroke-opacity=".09" stroke-width="3"><path d="M66 108c40-26 88-26 128 0M60 132c44-26 96-26 140 0M66 156c40-26 88-26 128 0"/></g>
    <circle cx="130" cy="130" r="97" fill="none" stroke="#000" stroke-opacity=".25" stroke-width="3"/>`;
};

/** A palette of four pans. 300 x 240 units. */
export const palette = (hexes: readonly string[]): SVGTemplateResult => {
  const edge = id();
  return svg`<defs>${gold(edge)}</defs>
    <rect x="6" y="6" width="288" height="228" rx="26" fill="#6d1526"/>
    <rect x="6" y="6" width="288" height="228" rx="26" fill="none" stroke="url(#${edge})" stroke-width="6"/>
    ${hexes.slice(0, 4).map((hex, i) => {
      const [x, y] = [30 + (i % 2) * 124, 28 + Math.floor(i / 2) * 96];
      return svg`<rect x="${x}" y="${y}" width="116" height="88" rx="12" fill="${hex}"/>
        <path d="M${x + 10} ${y + 62}c30-16 66-16 96-2" fill="none" stroke="#fff" stroke-opacity=".22" stroke-width="5" stroke-linecap="round"/>
        <rect x="${x}" y="${y}" width="116" height="88" rx="12" fill="none" stroke="#000" stroke-opacity=".28" stroke-width="2.500"/>`;
    })}`;
};

/** A pencil with the shade at both ends. 90 x 385 units. */
export const pencil = (hex: string): SVGTemplateResult => {
  const [wood, ring] = [id(), id()];
  return svg`<defs>${lacquer(wood)}${gold(ring)}</defs>
    <path d="M27 74 45 12l18 62Z" fill="#e4c39c"/><path d="M38 36 45 12l7 24Z" fill="${hex}"/>
    <rect x="27" y="74" width="36" height="250" fill="url(#${wood})"/>
    <rect x="27" y="268" width="36" height="12" fill="url(#${ring})"/>
    <rect x="27" y="324" width="36" height="44" rx="5" fill="${hex}"/><rect x="31" y="326" width="6" height="38" rx="3" fill="#fff" opacity=".25"/>`;
};

/** A wand beside its tube: mascara, liner, concealer. 150 x 385 units. */
export const wand = (hex: string, brush: boolean): SVGTemplateResult => {
  const [body, ring] = [id(), id()];
  const bristles = Array.from({ length: 13 }, (_, i) => 22 + i * 7);
  return svg`<defs>${lacquer(body)}${gold(ring)}</defs>
    <rect x="14" y="120" width="50" height="250" rx="12" fill="url(#${body})"/><rect x="14" y="120" width="50" height="12" fill="url(#${ring})"/>
    <rect x="86" y="208" width="46" height="162" rx="12" fill="url(#${body})"/><rect x="86" y="208" width="46" height="12" fill="url(#${ring})"/>
    <rect x="105" y="112" width="8" height="98" fill="#3a3432"/>
    ${
      brush
        ? svg`<g stroke="${hex}" stroke-width="3" stroke-linecap="round">${bristles.map((y, i) => svg`<path d="M${109 - 8 - (i % 6)} ${y}h${2 * (8 + (i % 6))}"/>`)}</g>`
        : svg`<path d="M103 112c-4-34-2-68 6-92 8 24 10 58 6 92Z" fill="${hex}"/>`
    }`;
};
