/** true in `pnpm test:slow`: sweeps as wide as they go. `npm test` takes as much of each as can still fail (docs/decisions/0430). */
export const IN_FULL = process.env.CARMINE_FULL === '1';
