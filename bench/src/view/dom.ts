/** An element with text or children. */
export const el = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  content: string | readonly (Node | string)[] = [],
  className = '',
): HTMLElementTagNameMap[K] => {
  const node = document.createElement(name);
  node.append(...(typeof content === 'string' ? [content] : content));
  if (className) node.className = className;
  return node;
};

/** A table that scrolls by itself on a narrow screen. */
export const table = (head: readonly string[], rows: readonly (readonly (string | Node)[])[]): HTMLElement =>
  el(
    'div',
    [
      el('table', [
        el('thead', [
          el(
            'tr',
            head.map((text) => el('th', text)),
          ),
        ]),
        el(
          'tbody',
          rows.map((row) =>
            el(
              'tr',
              row.map((cell) => el('td', [cell])),
            ),
          ),
        ),
      ]),
    ],
    'wide',
  );

/** A number in few digits; a dash where nothing was measured. */
export const digits = (value: number | null | undefined, unit = ''): string => {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (value === 0) return unit ? `0 ${unit}` : '0';
  const text = Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
  return unit ? `${text} ${unit}` : text;
};
