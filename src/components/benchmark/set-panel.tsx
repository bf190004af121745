import { measureOpen } from '#src/actions/benchmark/measure-open';
import { setBenchmarkOpen } from '#src/actions/benchmark/set-benchmark-open';
import { Icon } from '#src/components/ui/icon';
import { formatCount } from '#src/components/ui/numbers';
import { useStore } from '#src/store/store';

/** The way from one picture to the measurement of a set. */
export function SetPanel() {
  const labelled = useStore(
    ({ pictures }) => pictures.order.filter((id) => pictures.byId[id]?.label).length,
  );
  return (
    <section className="panel" aria-label="A whole set">
      <h2 className="panel__title">A whole set</h2>
      <p className="muted">
        Measures all methods over a folder of pictures with labels: pooled AP and FPR95, curves, the
        worst pictures, and a table for the paper.
      </p>
      <button
        type="button"
        className="button button--outlined"
        aria-label="Benchmark"
        onClick={() => setBenchmarkOpen(true)}
      >
        <Icon name="chart" />
        <span>Benchmark a folder</span>
      </button>
      {labelled > 0 && (
        <button
          type="button"
          className="button button--outlined"
          onClick={() => void measureOpen()}
        >
          {labelled === 1
            ? 'Measure the open picture with a label'
            : `Measure the ${formatCount(labelled)} open pictures with labels`}
        </button>
      )}
    </section>
  );
}
