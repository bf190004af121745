import './at-threshold.css';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import { METRIC_SENTENCES } from '#src/components/ground-truth/metric-sentences';
import { formatRate, formatScore } from '#src/components/ui/numbers';
import { currentMeasuredAt } from '#src/store/labels/ground-truth';
import type { PictureMeasurement } from '#src/store/results-slice';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import type { FilterName } from '#src/store/state';
import { patchView, useStore } from '#src/store/store';

const FILTER_TITLES: Record<FilterName, string> = {
  none: 'All sizes',
  obstacle: 'Obstacle track: from 50 / 10 px',
  anomaly: 'Anomaly track: from 500 / 100 px',
};

/** What the active method's threshold gives, in pixels and in components. */
export function AtThreshold({ methods }: { methods: PictureMeasurement['methods'] }) {
  return (
    <section className="at-threshold" aria-label="At the threshold">
      <header className="at-threshold__head">
        <h3>At the threshold, %</h3>
        <UseBestF1 methods={methods} />
      </header>
      <Pixels />
      <Components />
      <Removal />
      <ComponentFilter />
    </section>
  );
}

function Pixels() {
  const pixels = useStore((state) => currentMeasuredAt(state)?.pixels);
  return (
    <dl className="at-threshold__numbers">
      <Value id="IoU" title="IoU" rate={pixels?.IoU} />
      <Value id="F1" title="F1" rate={pixels?.F1} />
      <Value id="precision" title="Precision" rate={pixels?.precision} />
      <Value id="recall" title="Recall" rate={pixels?.recall} />
    </dl>
  );
}

function Components() {
  const components = useStore((state) => currentMeasuredAt(state)?.components);
  return (
    <dl className="at-threshold__numbers">
      <Value id="sIoU" title="sIoU" rate={components?.sIoU} />
      <Value id="PPV" title="PPV" rate={components?.PPV} />
      <Value id="componentF1" title="Mean F1" rate={components?.F1} />
    </dl>
  );
}

function Removal() {
  const removeAbove = useStore((state) => currentMeasuredAt(state)?.removeAbove ?? null);
  if (removeAbove === null) return null;
  return (
    <p className="muted">
      Without regions of P(FP) over {removeAbove.toFixed(2)}; table and curves are of the whole
      score.
    </p>
  );
}

interface ValueProps {
  id: keyof typeof METRIC_SENTENCES;
  title: string;
  rate: number | null | undefined;
}

function Value({ id, title, rate }: ValueProps) {
  return (
    <div title={METRIC_SENTENCES[id]}>
      <dt>{title}</dt>
      <dd data-number={id}>{formatRate(rate)}</dd>
    </div>
  );
}

function ComponentFilter() {
  const filter = useStore((state) => state.view.componentFilter);
  return (
    <label
      className="at-threshold__filter"
      title="Smallest predicted and smallest true component that counts (SegmentMeIfYouCan)"
    >
      Components
      <select
        className="field"
        value={filter}
        onChange={(event) => patchView({ componentFilter: event.target.value as FilterName })}
      >
        {Object.entries(FILTER_TITLES).map(([name, title]) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function UseBestF1({ methods }: { methods: PictureMeasurement['methods'] }) {
  const methodId = useStore((state) => activeMethod(state).id);
  const best = methods.find((method) => method.methodId === methodId)?.metrics.threshold ?? null;
  const there = useStore((state) => thresholdOf(state, activeMethod(state)) === best);
  return (
    <button
      type="button"
      className="button button--outlined"
      title={best === null ? 'Undefined for this label' : `Threshold ${formatScore(best)}`}
      disabled={best === null || there}
      onClick={() => best !== null && setThreshold(methodId, best)}
    >
      Use best F1
    </button>
  );
}
