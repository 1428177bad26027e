import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ABSTAIN_REASONS, REASON_KEYS, reason } from './reasons.ts';

describe('reasons', () => {
  it.each([...Object.keys(REASON_KEYS), ...Object.keys(ABSTAIN_REASONS)])('%s is in the guide', (key) => {
    const guide = readFileSync(new URL('../../../docs/guide/reasons.md', import.meta.url), 'utf8');
    expect(guide.split('\n').filter((line) => line.startsWith(`| \`${key}\` `))).toHaveLength(1);
  });

  it('carry numbers rounded to two decimals, never a minus zero', () => {
    expect(reason('depth.same', { dL: -0.001, dE: 1.23456 }).values).toEqual({ dL: 0, dE: 1.23 });
  });

  it('use no word that ranks skin or speaks of health', () => {
    const words = Object.values({ ...REASON_KEYS, ...ABSTAIN_REASONS })
      .join(' ')
      .toLowerCase();
    expect(words).not.toMatch(/perfect|flawless|whiten|fairer|disease|acne|treat|race|age\b/);
  });
});
