import './results-table.css';
import { DefinitionSwitch, DefinitionText } from '#src/components/benchmark/definition-switch';
import { METRIC_SENTENCES as METRICS } from '#src/components/ground-truth/metric-sentences';
import { MethodName } from '#src/components/ui/method-name';
import { formatRate, formatScore } from '#src/components/ui/numbers';
import type { DefinitionId } from '#src/core/metrics/definitions';
import type { Interval } from '#src/core/metrics/intervals';
import { bestRows, type MetricRow, metricRows } from '#src/evaluation/report/metric-rows';
import type { Evaluation } from '#src/evaluation/types';
import { shortTitleOf, titleOf } from '#src/methods/titles';
import { useStore } from '#src/store/store';

const PIXELS = [
  { id: 'AP', title: 'AP' },
  { id: 'AUROC', title: 'AUROC' },
  { id: 'FPR95', title: 'FPR95' },
  { id: 'bestF1', title: 'Best F1' },
] as const;
const COMPONENTS = [
  { id: 'sIoU', title: 'sIoU', definition: METRICS.sIoU },
  { id: 'PPV', title: 'PPV', definition: METRICS.PPV },
  { id: 'F1', title: 'Mean F1', definition: METRICS.componentF1 },
] as const;

/** Methods by metrics, in the chosen definition, which is printed below. Rates in per cent. */
export function ResultsTable({ result }: { result: Evaluation }) {
  const definition = useStore((state) => state.benchmark.definition);
  const rows = metricRows(result, definition);
  const best = bestRows(rows);
  return (
    <section aria-label="Metrics">
      <DefinitionSwitch definition={definition} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the table scrolls on narrow screens, so the keyboard must reach it. */}
      <section className="results__scroll" aria-label="Table of metrics" data-scrolls tabIndex={0}>
        <table className="results__table metrics" data-definition={definition}>
          <Head />
          <tbody>
            {rows.map((row) => (
              <Row key={row.methodId} row={row} isBest={(name) => best[name] === row.methodId} />
            ))}
            <Chance prior={rows[0]?.prior ?? null} definition={definition} />
          </tbody>
        </table>
      </section>
      <DefinitionText definition={definition} filters={result.filters} />
    </section>
  );
}

function Head() {
  return (
    <thead>
      <tr className="metrics__groups">
        <td />
        <th scope="colgroup" colSpan={PIXELS.length}>
          <span>Pixels, %</span>
        </th>
        <td />
        <th scope="colgroup" colSpan={COMPONENTS.length}>
          <span>Components, %</span>
        </th>
      </tr>
      <tr>
        <th scope="col">Method</th>
        {PIXELS.map(({ id, title }) => (
          <th key={id} scope="col" title={METRICS[id]}>
            {title}
          </th>
        ))}
        <th scope="col" title="Raw score of the best F1">
          Threshold
        </th>
        {COMPONENTS.map(({ id, title, definition }) => (
          <th key={id} scope="col" title={definition}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Row({ row, isBest }: { row: MetricRow; isBest: (name: keyof MetricRow) => boolean }) {
  const { methodId, intervals, threshold } = row;
  const className = (name: keyof MetricRow) => (isBest(name) ? 'metrics__best' : undefined);
  return (
    <tr data-method={methodId}>
      <th scope="row">
        <MethodName title={titleOf(methodId)} shortTitle={shortTitleOf(methodId)} />
      </th>
      {PIXELS.map(({ id }) => (
        <td key={id} className={className(id)} data-metric={id}>
          {formatRate(row[id])}
          {intervals && <IntervalText interval={intervals[id]} />}
        </td>
      ))}
      <td>{threshold === null || !Number.isFinite(threshold) ? '–' : formatScore(threshold)}</td>
      {COMPONENTS.map(({ id }) => (
        <td key={id} className={className(id)}>
          {formatRate(row[id])}
        </td>
      ))}
    </tr>
  );
}

function IntervalText({ interval }: { interval: Interval | null }) {
  const text =
    interval && `${(interval.low * 100).toFixed(1)} – ${(interval.high * 100).toFixed(1)}`;
  return <span className="metrics__interval">{text ?? '–'}</span>;
}

/** What a random score gets. The mean over images of its best F1 is not that of the mean prior. */
function Chance({ prior, definition }: { prior: number | null; definition: DefinitionId }) {
  const possible = prior !== null && prior > 0 && prior < 1;
  const bestF1 = possible && definition !== 'per-image' ? (2 * prior) / (1 + prior) : null;
  const rates = possible ? [prior, 0.5, 0.95, bestF1] : [null, null, null, null];
  return (
    <tr className="metrics__chance">
      <th scope="row" title={METRICS.prior}>
        Chance (prior)
      </th>
      {PIXELS.map(({ id }, index) => (
        <td key={id}>{formatRate(rates[index])}</td>
      ))}
      <td colSpan={COMPONENTS.length + 1} />
    </tr>
  );
}
