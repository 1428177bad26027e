import type { Triple } from '../types.ts';

/** The 24 patches of the classic ColorChecker, row by row from "dark skin", as a card's `patches`: linear sRGB under D65 from
 *  the BabelColor average spectra (models/skin writes them), the four neutral
 *  greys as reflectance (the white patch is yellowish, the black one is rounding in 8 bits). */
export const COLOR_CHECKER_24: readonly (number | Triple)[] = [
  [0.172, 0.084, 0.058],
  [0.547, 0.3, 0.218],
  [0.111, 0.197, 0.335],
  [0.105, 0.149, 0.053],
  [0.224, 0.219, 0.428],
  [0.127, 0.517, 0.406],
  [0.712, 0.201, 0.027],
  [0.064, 0.108, 0.389],
  [0.539, 0.091, 0.12],
  [0.104, 0.044, 0.139],
  [0.358, 0.503, 0.051],
  [0.777, 0.353, 0.022],
  [0.022, 0.051, 0.287],
  [0.069, 0.299, 0.067],
  [0.431, 0.034, 0.04],
  [0.857, 0.572, 0.011],
  [0.503, 0.092, 0.304],
  [-0.026, 0.249, 0.382],
  [0.916, 0.916, 0.868],
  0.585,
  0.358,
  0.19,
  0.089,
  [0.032, 0.032, 0.033],
];
