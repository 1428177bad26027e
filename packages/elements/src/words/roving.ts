/** The swatch a key leads to, or null for keys that are not ours. Ends wrap for left/right, stop for up/down. */
export const nextIndex = (key: string, at: number, count: number, perRow: number): number | null => {
  if (at < 0 || count === 0) return null;
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at - 1 + count) % count;
    case 'ArrowDown':
      return at + perRow < count ? at + perRow : at;
    case 'ArrowUp':
      return at - perRow >= 0 ? at - perRow : at;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
};
