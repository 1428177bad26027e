import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGallery, type Row } from '../fidelity/report.ts';
import { backendRows } from '../fidelity/rows/backends.ts';
import { type Context, createContext } from '../fidelity/rows/context.ts';
import { finishRows } from '../fidelity/rows/finish.ts';
import { firstFrameRows } from '../fidelity/rows/first-frame.ts';
import { foundationRows } from '../fidelity/rows/foundation.ts';

// The quick part of `pnpm fidelity`: the same rows on fewer pictures.
let context: Context;
beforeAll(() => {
  context = createContext(createGallery(mkdtempSync(join(tmpdir(), 'carmine-fidelity-'))));
});
afterAll(() => context?.close());

const holds = (rows: readonly Row[]) => {
  for (const { outcome, title, measured, target } of rows)
    expect(outcome, `${title}: ${measured} (wanted: ${target})`).toBe('pass');
};

test('backends agree, and without product the picture stays', async () => {
  holds(await backendRows(context, []));
});

test('foundation follows the layer model on a medium head', async () => {
  holds(await foundationRows(context, [5]));
});

test('highlights rank gloss, vinyl, satin, cream, matte', async () => {
  holds(await finishRows(context, [9]));
});

test('first made-up frame from the built files, no third-party request', async () => {
  holds(await firstFrameRows(context));
});
