import { describe, expect, it } from 'vitest';
import { utf8Bytes } from './limits.ts';
import { findPii, isIdentity18, isIdentityTw, piiIn } from './pii.ts';

describe('personal data in a text', () => {
  it.each([
    ['ann.lee+x@shop.example', 'email'],
    ['写给 张三@例子.公司 谢谢', 'email'],
    ['ann＠shop．example', 'email'],
    ['13812345678', 'mobile'],
    ['+86 138-1234-5678', 'mobile'],
    ['0086 13812345678', 'mobile'],
    ['电话１３８１２３４５６７８，下午', 'mobile'],
    ['0912-345-678', 'mobile'],
    ['+886 912 345 678', 'mobile'],
    // GB 11643-1999, the standard's own example.
    ['11010519491231002X', 'identity'],
    ['11010519491231002x', 'identity'],
    ['440524188001010014', null],
    // The check character is wrong; a day that does not exist.
    ['110105194912310021', null],
    ['110105194902310021', null],
    ['110105491231002', 'identity'],
    ['990105491231002', null],
    ['A123456789', 'identity'],
    ['A123456788', null],
    ['see data:image/png;base64,AAAA', 'data-url'],
    ['019aa0d2-7c00-7000-8000-138123456780', null],
    ['9f2c13812345678f9f2c9f2c13812345678f9f2c9f2c', null],
    ['6901234567892', null],
    ['O-2026-118841', null],
    ['2026-11-20T09:30:00.000Z', null],
    ['10.50 + 3', null],
    ['CL-12 @ counter', null],
  ] as const)('%j: %s', (text, kind) => expect(piiIn(text)).toBe(kind));

  it('is found at any depth, in keys too, with its path', () => {
    expect(findPii({ a: [{ b: 'x' }, { b: '13812345678' }] })).toEqual({ path: 'a.1.b', kind: 'mobile' });
    expect(findPii({ values: { 'a@b.example': 1 } })).toEqual({ path: 'values.a@b.example', kind: 'email' });
    expect(findPii({ a: 13_812_345_678, b: null, c: true })).toBeNull();
  });

  it('every check character but the right one is refused', () => {
    const right = '0123456789X'.split('').filter((c) => isIdentity18(`11010519491231002${c}`));
    expect(right).toEqual(['X']);
    const rightTw = '0123456789'.split('').filter((c) => isIdentityTw(`F13123456${c}`));
    expect(rightTw).toHaveLength(1);
  });

  it('takes time in proportion to a hostile text, not more', () => {
    for (const evil of ['a'.repeat(30_000), '1 '.repeat(15_000), 'a@'.repeat(15_000), '1-'.repeat(15_000)])
      expect(piiIn(evil)).toBeNull();
  });
});

describe('utf8Bytes', () => {
  it.each(['', 'abc', 'é', '口红', '🧴', 'a\ud800b', '\udc00'])('%j', (text) =>
    expect(utf8Bytes(text)).toBe(new TextEncoder().encode(text).length),
  );
});
