import { setBenchmarkOpen } from '#src/actions/benchmark/set-benchmark-open';
import { PageTools } from '#src/components/top-bar/page-tools';
import { Icon } from '#src/components/ui/icon';
import { useNarrow } from '#src/components/ui/use-narrow';

/** In the place of the way to the pictures, so that the two lie under each other. */
export function BackToResults() {
  const narrow = useNarrow();
  return (
    <button
      type="button"
      className="button button--outlined top-bar__back"
      aria-label="Back to the results"
      title="Back to the results of the benchmark"
      onClick={() => setBenchmarkOpen(true)}
    >
      <Icon name="back" />
      <span>{narrow ? 'Results' : 'Back to the results'}</span>
    </button>
  );
}

/** The top bar over the benchmark: the tools of the pictures are away with the pictures. */
export function BenchmarkBar() {
  const narrow = useNarrow();
  return (
    <header className="top-bar">
      <h1 className="top-bar__name">Anomalens</h1>
      <button
        type="button"
        className="button button--outlined"
        aria-label="Back to the pictures"
        title="Back to the pictures (Esc)"
        onClick={() => setBenchmarkOpen(false)}
      >
        <Icon name="back" />
        <span>{narrow ? 'Pictures' : 'Back to the pictures'}</span>
      </button>
      <span className="top-bar__gap" />
      <PageTools />
    </header>
  );
}
