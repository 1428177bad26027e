import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lastMonth } from '../src/report/month.ts';

/** `pnpm crm:report 2026-10 --lang zh-CN --format html --out october.html`: asks a running host for a month's report. */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lang: { type: 'string', default: 'zh-CN' },
    format: { type: 'string', default: 'html' },
    out: { type: 'string' },
    host: { type: 'string', default: 'http://localhost:4180' },
    token: { type: 'string' },
  },
});

const KEPT = fileURLToPath(new URL('../data/admin-token', import.meta.url));
const token =
  values.token ?? process.env.CRM_TOKEN ?? (existsSync(KEPT) ? readFileSync(KEPT, 'utf8').trim() : '');
const month = positionals[0] ?? lastMonth(Date.now()).name;
const query = new URLSearchParams({ lang: values.lang, format: values.format });

const fail = (why: string): never => {
  console.error(`crm:report: ${why}`);
  process.exit(1);
};

const response = await fetch(new URL(`/v1/reports/${encodeURIComponent(month)}?${query}`, values.host), {
  headers: { Authorization: `Bearer ${token}` },
}).catch((error: Error) => fail(`${values.host} cannot be reached (${error.message}). Is the host running?`));
const text = await response.text();
if (!response.ok) fail(`${response.status}: ${(JSON.parse(text) as { title?: string }).title ?? text}`);
if (values.out) writeFileSync(values.out, text);
else process.stdout.write(text);
