/** One row of a catalogue text: where it starts and what it says. */
export interface CatalogueRow {
  /** 1-based line in the text; for a list handed over as an object, the 1-based position. */
  readonly line: number;
  readonly text: string;
}

/** Rows of JSON lines: one object a line, blank lines skipped. */
const jsonLines = (text: string): CatalogueRow[] =>
  text
    .split(/\r\n|\n|\r/)
    .map((row, i) => ({ line: i + 1, text: row.trim() }))
    .filter((row) => row.text !== '');

const isSpace = (c: string): boolean => c === ' ' || c === '\t' || c === '\n' || c === '\r';

/** Where the scanner stands inside the array's text. */
interface Scan {
  depth: number;
  inString: boolean;
  escaped: boolean;
}

/** Advances over one character; true when it is a comma or bracket that ends an element of the outer array. */
const endsElement = (s: Scan, c: string): boolean => {
  if (s.inString) {
    if (s.escaped) s.escaped = false;
    else if (c === '\\') s.escaped = true;
    else if (c === '"') s.inString = false;
    return false;
  }
  if (c === '"') s.inString = true;
  else if (c === '{' || c === '[') s.depth++;
  else if (c === '}' || c === ']') return s.depth-- === 1;
  return c === ',' && s.depth === 1;
};

/**
 * Rows of a JSON array's text, cut at the outer commas without parsing, so that one broken element does not lose the others.
 * The line is where the element's first character stands.
 */
const arrayElements = (text: string): CatalogueRow[] => {
  const rows: CatalogueRow[] = [];
  const scan: Scan = { depth: 0, inString: false, escaped: false };
  let [line, start, startLine] = [1, -1, 1];
  const flush = (end: number): void => {
    if (start >= 0) rows.push({ line: startLine, text: text.slice(start, end).trim() });
    start = -1;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    const outside = scan.depth === 0;
    if (endsElement(scan, c)) flush(i);
    else if (!outside && start < 0 && !isSpace(c)) [start, startLine] = [i, line];
    if (c === '\n') line++;
    if (!outside && scan.depth === 0) break;
  }
  flush(text.length);
  return rows;
};

/** Cuts a catalogue text into rows: a JSON array when it starts with "[", JSON lines otherwise. A byte-order mark is dropped. */
export const catalogueRows = (source: string): CatalogueRow[] => {
  const text = source.replace(/^\uFEFF/, '');
  return text.trimStart().startsWith('[') ? arrayElements(text) : jsonLines(text);
};
