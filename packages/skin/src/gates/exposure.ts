import { luminance } from '@carmine/color';
import { TEXEL_CLIPPED, TEXEL_NONE } from '../pixels/unwrap.ts';
import type { FaceReading } from '../reading.ts';
import type { GateResult, LightEstimate } from '../types.ts';
import { below } from './gate.ts';
import { type GatePreset, gatePreset } from './presets.ts';

/** Share of the face's texels that are clipped or crushed, %. Such pixels hold no colour, on any skin. */
export const clippingGate = ({ map }: FaceReading, preset: GatePreset = gatePreset()): GateResult => {
  let [seen, bad, bright] = [0, 0, 0];
  for (let i = 0; i < map.state.length; i++) {
    if (map.state[i] === TEXEL_NONE) continue;
    seen++;
    if (map.state[i] !== TEXEL_CLIPPED) continue;
    bad++;
    if (luminance(map.rgb[i * 3]!, map.rgb[i * 3 + 1]!, map.rgb[i * 3 + 2]!) > 0.1) bright++;
  }
  const hint = bright * 2 >= bad ? 'softer-light' : 'more-light';
  return below('clipping', seen ? (100 * bad) / seen : Number.NaN, preset.clipping, hint);
};

/** EV of a diffuse white against sRGB white: two stops under, or one over, is a poor exposure whatever the skin. */
const UNDER = -2;
const OVER = 1;

/** Whether the light in the picture is too dim or too strong, EV outside -2..1 by more than its standard deviation. Judged on
 *  the white that the net reads from skin, lips and eyes, never on how dark the face is: deep skin in good light is not
 *  underexposed, very light skin not overexposed (docs/decisions/0034). Only warns. */
export const brightnessGate = (
  { exposure, sigmaEv }: LightEstimate,
  preset: GatePreset = gatePreset(),
): GateResult => {
  const ev = Math.log2(exposure);
  const outside = Math.max(UNDER - ev, ev - OVER) - sigmaEv;
  return below('brightness', outside, preset.brightness, ev < 0 ? 'more-light' : 'less-light');
};
