import { setBenchmarkOpen } from '#src/actions/benchmark/set-benchmark-open';
import { Icon } from '#src/components/ui/icon';

/** The way from one picture to the measurement of a set. */
export function SetPanel() {
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
    </section>
  );
}
