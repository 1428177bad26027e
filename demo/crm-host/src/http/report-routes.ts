import type { Hono } from 'hono';
import { monthlyReport } from '../report/figures.ts';
import { reportHtml } from '../report/html.ts';
import { monthOf } from '../report/month.ts';
import { REPORT_LOCALES } from '../report/texts.ts';
import { acting, type StaffRouteOptions } from './acting.ts';
import { Problem } from './problem.ts';

/** The page is all there is: it loads nothing and runs nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

/** `GET /v1/reports/2026-10?format=html&lang=zh-CN`: a month as a file. */
export const addReportRoutes = (app: Hono, options: StaffRouteOptions): void => {
  const { db, now } = options;

  app.get('/v1/reports/:month', async (c) => {
    await acting(c, options, 'figures.read');
    const month = monthOf(c.req.param('month'));
    if (!month) throw new Problem(422, 'A month is asked for as YYYY-MM.');
    if (month.from > now()) throw new Problem(422, 'This month is still to come.');
    const format = c.req.query('format') ?? 'json';
    const locale = REPORT_LOCALES.find((l) => l === (c.req.query('lang') ?? 'zh-CN'));
    if ((format !== 'json' && format !== 'html') || !locale)
      throw new Problem(422, `format: json or html; lang: one of ${REPORT_LOCALES.join(', ')}.`);
    const report = await monthlyReport(db, month, now());
    const name = format === 'html' ? `${month.name}.${locale}.html` : `${month.name}.json`;
    c.header('Content-Disposition', `attachment; filename="carmine-${name}"`);
    if (format === 'json') return c.json(report);
    c.header('Content-Security-Policy', POLICY);
    return c.html(await reportHtml(report, locale));
  });
};
