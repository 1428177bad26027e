import { usage } from './usage.ts';

/** "1,2,3" as numbers. Throws UsageError naming the flag. */
export const numbers = (flag: string, text: string): number[] => {
  const values = text.split(',').map((part) => (part.trim() ? Number(part) : Number.NaN));
  if (values.some((value) => !Number.isFinite(value)))
    throw usage(`${flag} ${text}: expected numbers with commas between.`);
  return values;
};

const RANGES = [
  ['L', 0, 100],
  ['a', -128, 128],
  ['b', -128, 128],
] as const;

/** "63.2,14,19" as CIELAB, D65, 2 degrees. Throws UsageError. */
export const parseLab = (text: string, flag = '--lab'): [number, number, number] => {
  const values = numbers(flag, text);
  if (values.length !== 3) throw usage(`${flag} ${text}: expected three numbers L,a,b.`);
  RANGES.forEach(([name, low, high], i) => {
    if (values[i]! < low || values[i]! > high)
      throw usage(`${flag} ${text}: ${name} is ${values[i]}, outside ${low} to ${high}.`);
  });
  return values as [number, number, number];
};
