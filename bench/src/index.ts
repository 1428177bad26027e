export { parseReport, type Report, reportSchema } from './report/schema.ts';
