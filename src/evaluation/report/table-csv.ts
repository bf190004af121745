/**
 * The results table as CSV: one line per method, rates in per cent, thresholds raw, empty where
 * undefined.
 */
import { formatCsv } from '#src/core/csv';
import type { DefinitionId } from '#src/core/metrics/definitions';
import type { MetricRow } from '#src/evaluation/report/metric-rows';

const WITH_INTERVAL = ['AP', 'AUROC', 'FPR95', 'bestF1'] as const;

export function tableCsv(rows: readonly MetricRow[], definition: DefinitionId): string {
  const pixels = WITH_INTERVAL.flatMap((name) => [name, `${name}_low`, `${name}_high`]);
  const head = ['method', 'definition', 'prior', ...pixels, 'threshold', 'sIoU', 'PPV', 'F1'];
  const lines = rows.map((row) => {
    const metrics = WITH_INTERVAL.flatMap((name) => {
      const interval = row.intervals?.[name] ?? null;
      return [row[name], interval?.low ?? null, interval?.high ?? null].map(percent);
    });
    const components = [row.sIoU, row.PPV, row.F1].map(percent);
    return [
      row.methodId,
      definition,
      percent(row.prior),
      ...metrics,
      raw(row.threshold),
      ...components,
    ];
  });
  return formatCsv([head, ...lines]);
}

/** Six digits after the point: finer than the metrics are exact. */
function percent(fraction: number | null): number | null {
  return fraction === null ? null : Number((fraction * 100).toFixed(6));
}

function raw(threshold: number | null): number | null {
  return threshold === null || !Number.isFinite(threshold) ? null : threshold;
}
