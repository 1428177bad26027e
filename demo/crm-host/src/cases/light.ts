/** Gates of a reading that speak of the light (packages/skin/src/gates). */
export const LIGHT_GATES = /light|exposure|illuminant|clip|shadow|colour|cast|bright|dark/;
