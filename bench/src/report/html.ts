import type { Report } from './schema.ts';

/** What a report page is made of. */
export interface ViewParts {
  readonly script: string;
  readonly style: string;
}

/** JSON that no HTML parser can end. */
const embedded = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** One file that holds report, plots and all: it can be mailed or kept by a job. */
export const reportHtml = (report: Report, { script, style }: ViewParts): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Carmine bench, ${report.made}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main id="report"></main>
<script type="application/json" id="data">${embedded(report)}</script>
<script>${script.replaceAll('</script', '<\\/script')}</script>
</body>
</html>
`;
