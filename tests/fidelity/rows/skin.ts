import type { Row } from '../report.ts';
import type { Context } from './context.ts';
export const skinRows = async (_context: Context): Promise<Row[]> => [];
