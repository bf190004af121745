import { formatCount } from '#src/components/ui/numbers';
import { formatTimeLeft, secondsLeft, shareDone } from '#src/evaluation/report/time-left';
import type { BenchmarkProgress, RunState } from '#src/store/benchmark';
import { useStore } from '#src/store/store';

const PHASES: Record<BenchmarkProgress['phase'], string> = {
  starting: 'Preparing the network',
  labels: 'Reading labels',
  checking: 'Comparing with the stored run',
  pixels: 'Step 1 of 3: scores',
  threshold: 'Between steps 1 and 2: exact thresholds',
  components: 'Step 2 of 3: components',
  intervals: 'Step 3 of 3: intervals',
};
const STATES: Partial<Record<RunState, string>> = {
  pausing: 'Pausing after this picture',
  paused: 'Paused. The state is stored: the page may be closed.',
  cancelling: 'Stopping after this picture',
};

/** In total above, of the step and its image below. */
export function RunProgress() {
  const { progress, runState, options, hint } = useStore((state) => state.benchmark);
  if (!progress) return null;
  const { phase, done, total, name, millisecondsPerImage } = progress;
  const share = shareDone(progress, options.closedSet);
  const left = runState === 'running' ? secondsLeft(progress, options.closedSet) : null;
  const title = options.closedSet && phase === 'pixels' ? 'Classes' : PHASES[phase];
  const paused = runState === 'paused' && hint ? 'Paused' : STATES[runState];
  return (
    <section className="run__state" aria-label="Progress of the run">
      <progress
        className="run__progress"
        aria-label="Whole run"
        {...(share === null ? {} : { value: share })}
      />
      <p className="run__numbers">
        <span>{title}</span>
        {total > 0 && (
          <span data-progress>
            {formatCount(done)} of {formatCount(total)}
          </span>
        )}
      </p>
      <progress
        className="run__progress run__progress--stage"
        aria-label="This step"
        {...(total === 0 ? {} : { value: done, max: total })}
      />
      <p className="muted run__name" title={name ?? undefined}>
        {paused ?? name ?? '\u00a0'}
      </p>
      <p className="muted run__numbers">
        <span>{left === null ? '\u00a0' : formatTimeLeft(left)}</span>
        {millisecondsPerImage !== null && (
          <span>{(millisecondsPerImage / 1000).toFixed(1)} s per picture</span>
        )}
      </p>
    </section>
  );
}
