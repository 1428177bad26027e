/** ms between two starts of the page's own work. */
const EVERY = 100;

/** A shop page that is busy: `ms` of plain work every 100 ms until the function given back is called. */
export const keepBusy = (ms: number): (() => void) => {
  if (ms <= 0) return () => {};
  const timer = setInterval(() => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  }, EVERY);
  return () => clearInterval(timer);
};
