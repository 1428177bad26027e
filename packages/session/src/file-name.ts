/** "carmine-2026-03-01-102030.png", by the clock on the wall. */
export const fileName = (ending: string, now = new Date()): string => {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `carmine-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.${ending}`;
};
