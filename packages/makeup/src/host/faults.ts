import { CarmineError } from '@carmine/errors';

/** For hosts that have nobody to tell. */
export const ignore = (_: CarmineError): void => {};

/** The error of a call after `close()`. */
export const closedError = (): CarmineError =>
  new CarmineError('closed', { message: 'The render host was closed.' });
