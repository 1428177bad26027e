import type { FaceFrame, TrackedFace } from '@carmine/face';
import type { GateResult } from '../types.ts';
import { below } from './gate.ts';
import { type GatePreset, gatePreset } from './presets.ts';

/** A second face this much as wide as the first may be the one that was meant; smaller ones are passers-by. */
const RIVAL = 0.5;

/** How many faces of about the first one's size are in the picture: only the first is read, and which one that is nobody can say. */
export const facesGate = ({ faces }: FaceFrame, preset: GatePreset = gatePreset()): GateResult => {
  const widths = faces.map(widthOf);
  const count = widths.filter((w) => w >= RIVAL * widths[0]!).length;
  return below('faces', count, preset.faces, 'one-face');
};

/** Distance of the outer landmarks of the cheeks (234, 454), in widths of the picture. */
const widthOf = ({ landmarks }: TrackedFace): number => Math.abs(landmarks[454 * 3]! - landmarks[234 * 3]!);
