import { bestRows, type MetricRow, metricRows } from '#src/actions/benchmark/metric-rows';
import { formatScore } from '#src/components/ui/numbers';
import type { Interval } from '#src/core/metrics/bootstrap';
import { DEFINITIONS, type DefinitionId } from '#src/core/metrics/definitions';
import type { Evaluation } from '#src/evaluation/types';
import { methods } from '#src/methods/registry';
import { patchBenchmark, useStore } from '#src/store/store';

const PIXELS = ['AP', 'AUROC', 'FPR95', 'bestF1'] as const;
const COMPONENTS = ['sIoU', 'PPV', 'F1'] as const;
const TITLES = { bestF1: 'Best F1' } as Partial<Record<keyof MetricRow, string>>;

const percent = (value: number | null) => (value === null ? '–' : (value * 100).toFixed(2));

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
        <table className="results__table" data-definition={definition}>
          <thead>
            <tr>
              <th scope="col">Method</th>
              <th scope="col">AP</th>
              <th scope="col">Prior</th>
              {[...PIXELS.slice(1), 'threshold' as const, ...COMPONENTS].map((name) => (
                <th key={name} scope="col">
                  {TITLES[name] ?? (name === 'threshold' ? 'Threshold' : name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.methodId} row={row} isBest={(name) => best[name] === row.methodId} />
            ))}
          </tbody>
        </table>
      </section>
      <p className="muted results__definition">
        {DEFINITIONS[definition].sentence} <ComponentSentence result={result} />
      </p>
    </section>
  );
}

function Row({ row, isBest }: { row: MetricRow; isBest: (name: keyof MetricRow) => boolean }) {
  const { methodId, intervals, prior, threshold } = row;
  const className = (name: keyof MetricRow) => (isBest(name) ? 'results__best' : undefined);
  const [AP, ...others] = PIXELS.map((name) => (
    <td key={name} className={className(name)} data-metric={name}>
      {percent(row[name])}
      {intervals && <IntervalText interval={intervals[name]} />}
    </td>
  ));
  return (
    <tr data-method={methodId}>
      <th scope="row">{methods.find(({ id }) => id === methodId)?.title ?? methodId}</th>
      {AP}
      <td className="muted">{percent(prior)}</td>
      {others}
      <td>{threshold === null || !Number.isFinite(threshold) ? '–' : formatScore(threshold)}</td>
      {COMPONENTS.map((name) => (
        <td key={name} className={className(name)}>
          {percent(row[name])}
        </td>
      ))}
    </tr>
  );
}

function IntervalText({ interval }: { interval: Interval | null }) {
  const text = interval && `${(interval.low * 100).toFixed(1)} – ${(interval.high * 100).toFixed(1)}`;
  return <span className="results__interval">{text ?? '–'}</span>;
}

function DefinitionSwitch({ definition }: { definition: DefinitionId }) {
  return (
    <div className="results__bar">
      <h3 id="definition">Definition</h3>
      <fieldset className="segmented" aria-labelledby="definition">
        {Object.values(DEFINITIONS).map(({ id, title }) => (
          <button
            key={id}
            type="button"
            className="button"
            aria-pressed={id === definition}
            onClick={() => patchBenchmark({ definition: id })}
          >
            {title}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

function ComponentSentence({ result: { filters } }: { result: Evaluation }) {
  const { minPredicted, minGroundTruth } = filters;
  const sizes =
    minPredicted === 0 && minGroundTruth === 0
      ? 'no size filter'
      : `predicted ones under ${minPredicted} px dropped, true ones under ${minGroundTruth} px ignored`;
  return (
    <>
      sIoU, PPV and F1 are of components: score &gt; threshold of the pooled best F1, 8-connected, void removed before labelling, {sizes}.
      All rates in per cent; below them 95 % intervals, bootstrap over pictures, pooled only. Higher is better, except FPR95.
    </>
  );
}
