import { ThresholdBy } from '#src/components/threshold-panel/threshold-by';

/** The threshold by what it is worth, where labels or a set of pictures say so. */
export function OperatingPointPanel() {
  return (
    <section className="panel" aria-label="Operating point">
      <h2 className="panel__title">Operating point</h2>
      <p className="muted">Sets the threshold of the shown method so that it has</p>
      <ThresholdBy />
    </section>
  );
}
