/** A report of a set as one HTML file that asks for nothing: no network, no script, no font. */
import { contactSheet } from '#src/evaluation/report/html/contact-sheet';
import { dateWords, making } from '#src/evaluation/report/html/making';
import { html, Markup } from '#src/evaluation/report/html/markup';
import type { SetReport } from '#src/evaluation/report/html/report-data';
import { STYLE, STYLE_HASH } from '#src/evaluation/report/html/style';
import { summaryWords } from '#src/evaluation/report/html/summary-words';
import { failedTable, pictureTable, regionTables } from '#src/evaluation/report/html/tables';

/** Nothing but pictures within the file and the one style, whatever a file's name may smuggle in. */
const POLICY = `default-src 'none'; img-src data:; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

/** A pure function: what differs between two reports is in their data. */
export function reportHtml(report: SetReport): string {
  const [found = '', ...more] = summaryWords(report.pictures);
  const { text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${report.title}: what the network does not know</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
<header>
<p class="kind">What the network does not know</p>
<h1><bdi>${report.title}</bdi></h1>
<p class="lead">${found}</p>
<p>${more.join(' ')}</p>
<p class="kind">${report.settings.method.title}, ${dateWords(report.made)}</p>
</header>
${contactSheet(report)}${pictureTable(report)}${regionTables(report)}${failedTable(report)}${making(report)}</main>
</body>
</html>
`;
  return text;
}
