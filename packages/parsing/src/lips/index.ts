export { type LipReading, LipRefiner } from './lip-refiner.ts';
