import { setBenchmarkOpen } from '#src/actions/benchmark/open-benchmark';
import { setHelpOpen } from '#src/actions/help';
import { toggleTheme } from '#src/actions/set-theme';
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
      <button
        type="button"
        className="button"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => setHelpOpen(true)}
      >
        <Icon name="help" />
      </button>
      <button type="button" className="button" aria-label="Light or dark" title="Light or dark" onClick={toggleTheme}>
        <Icon name="light" />
      </button>
    </header>
  );
}
