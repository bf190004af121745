import { curvesSvg } from '#src/actions/benchmark/curves-svg';
import { metricRows } from '#src/actions/benchmark/metric-rows';
import { tableCsv } from '#src/actions/benchmark/table-csv';
import { saveBlob } from '#src/actions/export-file';
import { buildReport } from '#src/evaluation/report';
import { methods } from '#src/methods/registry';
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
    const titles = Object.fromEntries(methods.map(({ id, title }) => [id, title]));
    saveBlob(new Blob([curvesSvg(result, titles)], { type: 'image/svg+xml' }), 'curves.svg');
  }
}
