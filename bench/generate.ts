import { writeFileSync } from 'node:fs';
import { reportJsonSchema } from './src/report/json-schema.ts';

const target = new URL('./schema/report.v1.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
