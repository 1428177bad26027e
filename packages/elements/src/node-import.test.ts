import { expect, test } from 'vitest';

test('both doors can be imported without a DOM, and defining there does nothing', async () => {
  expect(typeof globalThis.document).toBe('undefined');
  const door = await import('./index.ts');
  const { ELEMENTS } = await import('./define.ts');
  expect(door.CarmineTryOn).toBe(ELEMENTS['carmine-try-on']);
  expect(Object.keys(ELEMENTS)).toContain('carmine-shade-wall');
});
