import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Texts that only this host can read: AES-256-GCM under a key made of the host's secret (NIST SP 800-38D). */

const keyOf = (secret: string): Buffer => createHmac('sha256', secret).update('sealed.erasure').digest();
const IV_BYTES = 12;
const TAG_BYTES = 16;

export const seal = (secret: string, text: string): string => {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
};

/** The inverse; throws for what was changed or sealed under another secret. */
export const unseal = (secret: string, sealed: string): string => {
  const bytes = Buffer.from(sealed, 'base64');
  const open = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, IV_BYTES));
  open.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([open.update(bytes.subarray(IV_BYTES + TAG_BYTES)), open.final()]).toString('utf8');
};
