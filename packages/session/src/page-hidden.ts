/** Calls `listener` when the page is hidden: what was seen before says nothing of what is seen after. Returns the function that ends it. */
export const onPageHidden = (listener: () => void): (() => void) => {
  const page = globalThis.document;
  if (!page) return () => {};
  const change = (): void => {
    if (page.hidden) listener();
  };
  page.addEventListener('visibilitychange', change);
  return () => page.removeEventListener('visibilitychange', change);
};
