import { type SVGTemplateResult, svg } from 'lit';

let serial = 0;

/** A foundation bottle, 200 x 380 units, its glass filled with the shade. */
export const bottle = (hex: string, label: string, matte: boolean): SVGTemplateResult => {
  const id = `b${++serial}`;
  return svg`
    <defs>
      <linearGradient id="${id}-cap" x1="0" x2="1">
        <stop offset="0" stop-color="#3b0f18"/><stop offset=".22" stop-color="#a5283f"/><stop offset=".34" stop-color="#c9566a"/>
        <stop offset=".5" stop-color="#8c1b30"/><stop offset=".85" stop-color="#5a111f"/><stop offset="1" stop-color="#350a13"/>
      </linearGradient>
      <linearGradient id="${id}-gold" x1="0" x2="1">
        <stop offset="0" stop-color="#8a6a3c"/><stop offset=".3" stop-color="#f0dcae"/><stop offset=".6" stop-color="#c4a066"/><stop offset="1" stop-color="#7c5d33"/>
      </linearGradient>
      <linearGradient id="${id}-glass" x1="0" x2="1">
        <stop offset="0" stop-color="#000" stop-opacity=".26"/><stop offset=".12" stop-color="#fff" stop-opacity=".3"/>
        <stop offset=".3" stop-color="#fff" stop-opacity=".02"/><stop offset=".74" stop-color="#000" stop-opacity=".02"/>
        <stop offset=".9" stop-color="#fff" stop-opacity=".2"/><stop offset="1" stop-color="#000" stop-opacity=".3"/>
      </linearGradient>
      <linearGradient id="${id}-depth" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#fff" stop-opacity=".16"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".16"/>
      </linearGradient>
      <radialGradient id="${id}-shadow"><stop offset="0" stop-color="#4a2a20" stop-opacity=".45"/><stop offset="1" stop-color="#4a2a20" stop-opacity="0"/></radialGradient>
    </defs>
    <ellipse cx="104" cy="366" rx="112" ry="15" fill="url(#${id}-shadow)"/>
    <rect x="62" y="6" width="76" height="112" rx="7" fill="url(#${id}-cap)"/>
    <rect x="62" y="6" width="76" height="9" rx="4.5" fill="#fff" opacity=".16"/>
    <rect x="66" y="118" width="68" height="15" fill="url(#${id}-gold)"/>
    <path d="M52 133h96c15 0 24 9 24 24v186c0 13-8 21-21 21H49c-13 0-21-8-21-21V157c0-15 9-24 24-24Z" fill="#f3e9e2" opacity=".92"/>
    <path d="M58 146h84c11 0 17 6 17 17v160c0 10-6 16-16 16H57c-10 0-16-6-16-16V163c0-11 6-17 17-17Z" fill="${hex}"/>
    <path d="M58 146h84c11 0 17 6 17 17v160c0 10-6 16-16 16H57c-10 0-16-6-16-16V163c0-11 6-17 17-17Z" fill="url(#${id}-depth)"/>
    <path d="M52 133h96c15 0 24 9 24 24v186c0 13-8 21-21 21H49c-13 0-21-8-21-21V157c0-15 9-24 24-24Z" fill="url(#${id}-glass)" opacity="${matte ? 0.62 : 1}"/>
    <rect x="46" y="152" width="7" height="176" rx="3.500" fill="#fff" opacity="${matte ? 0.16 : 0.42}"/>
    <g fill="#fff" text-anchor="middle" font-family="Songti SC, Noto Serif CJK SC, Georgia, serif">
      <text x="100" y="232" font-size="15" letter-spacing="3.200" opacity=".95">SELVANNE</text>
      <rect x="88" y="243" width="24" height="1" opacity=".7"/>
      <text x="100" y="261" font-size="8.500" letter-spacing="1.800" opacity=".92">${label}</text>
    </g>`;
};
