import './threshold-panel.css';
import { useMemo } from 'react';
import { resetAllThresholds } from '#src/actions/threshold/reset-all-thresholds';
import { resetThreshold } from '#src/actions/threshold/reset-threshold';
import { setLinked } from '#src/actions/threshold/set-linked';
import { setThreshold } from '#src/actions/threshold/set-threshold';
import { HistogramPlot } from '#src/components/threshold-panel/histogram-plot';
import { Icon } from '#src/components/ui/icon';
import { NumberField } from '#src/components/ui/number-field';
import { formatCount, formatScore, formatShare } from '#src/components/ui/numbers';
import type { Range } from '#src/core/types';
import { shownMeasurement } from '#src/store/labels/ground-truth';
import { activeMethod, currentRegions, shownResult, thresholdOf } from '#src/store/selectors';
import { patchView, useStore } from '#src/store/store';

const STEPS = 1000;

/**
 * The axis holds this picture's scores and the method's usual ones, so that it stays put between
 * pictures.
 */
function union(a: Range, b: Range | undefined): Range {
  return b ? { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) } : a;
}

/**
 * The threshold of the active pane's method: the histogram that is a slider, the slider, the
 * number.
 */
export function ThresholdPanel() {
  const info = useStore(activeMethod);
  const score = useStore((state) => shownResult(state)?.scores[activeMethod(state).id]);
  const inside = useStore((state) => currentRegions(state)?.counts ?? null);
  const threshold = useStore((state) => thresholdOf(state, activeMethod(state)));
  const log = useStore((state) => state.view.logHistogram);
  const linked = useStore((state) => state.view.linked);
  const changed = useStore(({ view }) => Object.keys(view.thresholds).length > 1);
  const truth = useStore(
    (state) =>
      shownMeasurement(state)?.methods.find(({ methodId }) => methodId === activeMethod(state).id)
        ?.counts ?? null,
  );
  const histogram = useMemo(
    () => score && (inside ? { ...score.histogram, counts: [...inside] } : score.histogram),
    [score, inside],
  );
  const axis = union(info.displayRange, score?.range);
  const set = (value: number) => setThreshold(info.id, value);
  return (
    <section className="panel" aria-label="Threshold">
      <h2 className="panel__title">
        Threshold
        <span className="threshold__method">{info.title}</span>
      </h2>
      <HistogramPlot
        histogram={histogram ?? null}
        truth={truth}
        axis={axis}
        threshold={threshold}
        marks={info.presets.map((preset) => preset.threshold)}
        log={log}
        onMove={set}
      />
      <input
        className="threshold__slider"
        type="range"
        aria-label={`Threshold of ${info.title}`}
        aria-valuetext={formatScore(threshold)}
        min={axis.min}
        max={axis.max}
        step={(axis.max - axis.min) / STEPS}
        value={threshold}
        onChange={(event) => set(event.target.valueAsNumber)}
      />
      <div className="row threshold__values">
        <NumberField label="Threshold value" value={threshold} onCommit={set} />
        <button
          type="button"
          className="button"
          aria-label="Reset to the method's default"
          title={`Default: ${formatScore(info.defaultThreshold)}`}
          disabled={threshold === info.defaultThreshold}
          onClick={() => resetThreshold(info.id)}
        >
          <Icon name="reset" />
        </button>
        <ShareAbove />
      </div>
      {info.presets.map((preset) => (
        <button
          key={preset.title}
          type="button"
          className="button threshold__preset"
          aria-pressed={threshold === preset.threshold}
          onClick={() => set(preset.threshold)}
        >
          {preset.title}: {formatScore(preset.threshold)}
        </button>
      ))}
      <div className="row threshold__options">
        {changed && (
          <button
            type="button"
            className="button"
            title="All methods at their defaults again"
            onClick={resetAllThresholds}
          >
            Reset all
          </button>
        )}
        <label className="check">
          <input
            type="checkbox"
            checked={log}
            onChange={(event) => patchView({ logHistogram: event.target.checked })}
          />
          Log scale
        </label>
        <label
          className="check"
          title="One slider moves all methods: each keeps its distance to the others, in shares of known validation pixels"
        >
          <input
            type="checkbox"
            checked={linked}
            onChange={(event) => setLinked(event.target.checked)}
          />
          Link methods
        </label>
      </div>
    </section>
  );
}

function ShareAbove() {
  const regions = useStore(currentRegions);
  return (
    <output className="threshold__share" aria-label="Share of pixels above the threshold">
      {regions ? (
        <>
          <strong>{formatShare(regions.shareAbove)}</strong>
          <span className="muted">{formatCount(regions.pixelsAbove)} px</span>
        </>
      ) : (
        <span className="muted">–</span>
      )}
    </output>
  );
}
