/** A promise for the first made-up frame and what settles it (Promise.withResolvers, which Safari before 17.4 lacks). */
export const firstFrame = () => {
  let [resolve, reject]: [() => void, (reason: unknown) => void] = [() => {}, () => {}];
  const promise = new Promise<void>((yes, no) => {
    [resolve, reject] = [yes, no];
  });
  return { promise, resolve: () => resolve(), reject: (reason: unknown) => reject(reason) };
};
