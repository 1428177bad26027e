import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../db/database.ts';
import { monthlyReport } from './figures.ts';
import { reportHtml } from './html.ts';
import { lastMonth, type Month } from './month.ts';
import { REPORT_LOCALES } from './texts.ts';

/** Writes whole or not at all: a report cut short would be believed. */
const put = (file: string, text: string): void => {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
};

/** Writes a month's report into a folder: figures as JSON last, because who finds them finds the month done. Returns the files. */
export const writeReport = async (
  db: Database,
  folder: string,
  month: Month,
  now: number,
): Promise<string[]> => {
  const report = await monthlyReport(db, month, now);
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  for (const locale of REPORT_LOCALES) {
    const file = join(folder, `${month.name}.${locale}.html`);
    put(file, await reportHtml(report, locale));
    files.push(file);
  }
  const figures = join(folder, `${month.name}.json`);
  put(figures, `${JSON.stringify(report, null, 2)}\n`);
  return [...files, figures];
};

/** The month that was over last, where its files are not there yet: asked once a day. */
export const writeDueReport = async (db: Database, folder: string, now: number): Promise<string[]> => {
  const month = lastMonth(now);
  return existsSync(join(folder, `${month.name}.json`)) ? [] : writeReport(db, folder, month, now);
};
