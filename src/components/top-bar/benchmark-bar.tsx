import { setBenchmarkOpen } from '#src/actions/benchmark/open-benchmark';
import { PageTools } from '#src/components/top-bar/page-tools';
import { Icon } from '#src/components/ui/icon';

export function BenchmarkButton() {
  return (
    <button
      type="button"
      className="button"
      aria-label="Benchmark"
      title="Benchmark a folder of pictures with labels"
      onClick={() => setBenchmarkOpen(true)}
    >
      <Icon name="chart" />
      <span className="menu__label menu__label--compact">Benchmark</span>
    </button>
  );
}

/** The top bar over the benchmark: the tools of the pictures are away with the pictures. */
export function BenchmarkBar() {
  return (
    <header className="top-bar">
      <h1 className="top-bar__name">Anomalens</h1>
      <button type="button" className="button button--outlined" title="Back to the pictures (Esc)" onClick={() => setBenchmarkOpen(false)}>
        <Icon name="samples" />
        <span>Back to the pictures</span>
      </button>
      <span className="top-bar__gap" />
      <PageTools />
    </header>
  );
}
