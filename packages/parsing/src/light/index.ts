export { LightReader } from './light-reader.ts';
