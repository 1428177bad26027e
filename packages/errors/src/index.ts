export {
  CarmineError,
  type CarmineErrorInit,
  type ErrorWire,
  fromWire,
  toCarmineError,
  toWire,
} from './carmine-error.ts';
export { ERROR_CODES, type ErrorCode, type ErrorRow } from './codes.ts';
