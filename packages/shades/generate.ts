/** Writes schema/shade.v1.json and catalogue/demo.jsonl. Run: pnpm --filter @carmine/shades generate. Tests check both are current. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { shadeJsonSchema } from './src/catalogue/json-schema.ts';
import { demoRecords } from './src/demo/index.ts';

const write = (path: string, text: string): void => {
  const url = new URL(path, import.meta.url);
  mkdirSync(new URL('.', url), { recursive: true });
  writeFileSync(url, text);
};

write('schema/shade.v1.json', `${JSON.stringify(shadeJsonSchema(), null, 2)}\n`);
write(
  'catalogue/demo.jsonl',
  `${demoRecords()
    .map((record) => JSON.stringify(record))
    .join('\n')}\n`,
);
