import { buildReport } from '#src/evaluation/report/build-report';
import { curvesSvg } from '#src/evaluation/report/curves-svg';
import { metricRows } from '#src/evaluation/report/metric-rows';
import { tableCsv } from '#src/evaluation/report/table-csv';
import { methods, registeredMethods } from '#src/methods/registry';
import { saveBlob } from '#src/session/save-blob';
import { getState } from '#src/store/store';

export type ResultsFile = 'report' | 'table' | 'curves';

/** Saves the results; the table in the definition that is shown. */
export function exportResults(kind: ResultsFile): void {
  const { result, definition } = getState().benchmark;
  if (!result) return;
  if (kind === 'report') {
    const text = `${JSON.stringify(buildReport(result), null, 2)}\n`;
    saveBlob(new Blob([text], { type: 'application/json' }), 'report.json');
  } else if (kind === 'table') {
    saveBlob(
      new Blob([tableCsv(metricRows(result, definition), definition)], { type: 'text/csv' }),
      `table-${definition}.csv`,
    );
  } else {
    const titles = Object.fromEntries(
      [...methods, ...registeredMethods()].map(({ id, title }) => [id, title]),
    );
    saveBlob(new Blob([curvesSvg(result, titles)], { type: 'image/svg+xml' }), 'curves.svg');
  }
}
