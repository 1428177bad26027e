import { CarmineError, ERROR_CODES, type ErrorCode } from '@carmine/errors';
import { describe, expect, it } from 'vitest';
import { MAX_RETRIES, type Reaction, reactionTo } from './policy.ts';

describe('error policy', () => {
  const rows: [ErrorCode, Reaction][] = [
    ['aborted', 'quiet'],
    ['closed', 'quiet'],
    ['worker-failed', 'retry'],
    ['asset-missing', 'stop'],
    ['asset-corrupt', 'stop'],
    ['gpu-lost', 'go-on'],
    ['gpu-unavailable', 'stop'],
    ['camera-ended', 'stop'],
    ['camera-denied', 'go-on'],
    ['image-unreadable', 'go-on'],
    ['no-face', 'go-on'],
    ['look-invalid', 'go-on'],
  ];
  it.each(rows)('%s: %s', (code, reaction) => {
    expect(reactionTo(new CarmineError(code))).toBe(reaction);
  });

  it.each(Object.keys(ERROR_CODES) as ErrorCode[])('%s: nothing is retried for ever', (code) => {
    expect(reactionTo(new CarmineError(code), MAX_RETRIES)).not.toBe('retry');
  });
});
