import type { Lab, LinearRgb } from '@carmine/color';
import type { HeadPose } from './camera.ts';
import type { Expression } from './expression.ts';
import type { HeadLight } from './light/light.ts';

/** A colour a caller may give: hex, CIELAB D65 or linear sRGB 0..1. */
export type ColorInput = string | { readonly lab: Lab } | { readonly linear: LinearRgb };

/** Skin marks with labels. Amounts 0..1 unless said; 0 = off (the default). */
export interface SkinTexture {
  /** Fine natural mottling of melanin and blood; zero mean over the cheek. Default 1. */
  readonly variation: number;
  /** Dark pores on nose and cheeks. */
  readonly pores: number;
  /** Number of freckles, .6-1.6 mm. */
  readonly freckles: number;
  /** Number of larger pigment spots, 2-5 mm; each is listed in the labels. */
  readonly spots: number;
  /** Melanin multiple of a spot above the skin around it; 1 = plainly visible. */
  readonly spotContrast: number;
  /** Extra blood over cheeks and nose, optical density of the blood vector. .3 is a flush. */
  readonly redness: number;
  /** Darkening under the eyes, optical density. .3 is a tired face. */
  readonly darkCircles: number;
}

/** How the skin shines. */
export interface SkinShine {
  /** Strength of the surface reflection; 1 = healthy skin. */
  readonly amount: number;
  /** GGX alpha .1 (wet) .. .8 (powdered). */
  readonly roughness: number;
  /** Extra shine on forehead, nose and chin, 0..1. */
  readonly tZone: number;
}

/** What the camera adds. */
export interface CameraNoise {
  /** Standard deviation of read noise, in linear units of white (e.g. .002). */
  readonly read: number;
  /** Shot noise: standard deviation at white (grows with the root of the signal). */
  readonly shot: number;
}

/** Everything about one picture. All fields have defaults: `HeadInput` is what callers give. */
export interface HeadParams {
  /** px, 16..8192. */
  readonly width: number;
  readonly height: number;
  /** Vertical field of view, degrees, 5..100. */
  readonly fovY: number;
  /** Monk tone 1..10 or the skin's diffuse albedo. */
  readonly tone: number | ColorInput;
  /** Bare lip albedo; 'auto' follows the tone. */
  readonly lipColor: 'auto' | ColorInput;
  readonly browColor: 'auto' | ColorInput;
  /** 0 none .. 1 full. */
  readonly brows: number;
  readonly hairColor: 'auto' | ColorInput;
  /** false: a bare scalp, as on a shop-window mannequin. */
  readonly hair: boolean;
  readonly eyeColor: ColorInput;
  readonly pose: HeadPose;
  readonly expression: Expression;
  readonly light: HeadLight;
  /** Multiplies radiance; 'auto': a white diffuser lit like the frontal head's cheek reads `brightness`. */
  readonly exposure: number | 'auto';
  readonly brightness: number;
  readonly texture: SkinTexture;
  readonly shine: SkinShine;
  /** Top and bottom of the studio backdrop, as seen (not lit). */
  readonly background: readonly [ColorInput, ColorInput];
  readonly noise: CameraNoise;
  /** Seeds skin marks and camera noise. */
  readonly seed: number;
  /** 'still': four shaded samples a pixel; 'live': edges only. */
  readonly quality: 'still' | 'live';
  /** Fill the truth layers and masks; false saves time in live use. */
  readonly truth: boolean;
  /** Draws this number as a bar code in the top left corner (frame-match tests). */
  readonly frameCode: number | null;
}

/** Partial parameters: nested groups may be partial too; `light` may be a preset name. */
export interface HeadInput
  extends Partial<Omit<HeadParams, 'pose' | 'expression' | 'light' | 'texture' | 'shine' | 'noise'>> {
  readonly pose?: Partial<HeadPose>;
  readonly expression?: Partial<Expression>;
  readonly light?: HeadLight | LightName;
  readonly texture?: Partial<SkinTexture>;
  readonly shine?: Partial<SkinShine>;
  readonly noise?: Partial<CameraNoise>;
}

/** Names of the ready-made lights, see light/presets.ts. */
export type LightName = 'studio' | 'daylight' | 'side' | 'warm' | 'cool' | 'dim' | 'backlight' | 'flat';
