import { paneAt } from '#src/store/selectors';
import './legend.css';
import { useEffect, useRef } from 'react';
import { TrainingLegend } from '#src/components/open-world/learn/training-legend';
import { ClassLegend } from '#src/components/stage/legend/class-legend';
import { colourMapGradient } from '#src/components/stage/legend/colour-map-gradient';
import { AgreementLegend, DifferenceLegend } from '#src/components/stage/legend/comparison-legend';
import { ErrorLegend } from '#src/components/stage/legend/error-legend';
import { formatCount, formatScore, formatShare } from '#src/components/ui/numbers';
import type { Range } from '#src/core/types';
import { layerOf } from '#src/store/labels/ground-truth';
import { inChosenScale, methodInfo } from '#src/store/method-info';
import { trainingLabelsOfPane } from '#src/store/open-world/open-world';
import { paneCount, regionsOfPane, shownResult, thresholdOf } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { displayRangeOf } from '#src/store/view-state';

function infoOf(state: State, index: number) {
  const info = methodInfo(paneAt(state, index).methodId, shownResult(state));
  return inChosenScale(info, state.view.parameters);
}

function rangeOf(state: State, index: number): Range {
  return displayRangeOf(state, infoOf(state, index), layerOf(state, paneAt(state, index)));
}

/** Share of the scale that lies below the threshold. */
function thresholdPosition(state: State, index: number): number {
  const info = infoOf(state, index);
  const { min, max } = rangeOf(state, index);
  return Math.min(Math.max((thresholdOf(state, info) - min) / (max - min), 0), 1);
}

/**
 * The scale of one pane: ends, unit and threshold. Moving the threshold moves the tick past React.
 */
export function Legend({ index }: { index: number }) {
  const layer = useStore((state) => layerOf(state, paneAt(state, index)));
  const info = useStore((state) => infoOf(state, index));
  const min = useStore((state) => rangeOf(state, index).min);
  const max = useStore((state) => rangeOf(state, index).max);
  const colourMap = useStore((state) => state.view.colourMap);
  const compared = useStore((state) => paneCount(state.view.layout) > 1);
  const labels = useStore((state) => trainingLabelsOfPane(state, paneAt(state, index)));
  const bar = useRef<HTMLDivElement>(null);
  const isHeat = layer === 'heat' || layer === 'residual-norm';
  const visible = !labels && (isHeat || layer === 'mask');
  useEffect(() => {
    if (!visible) return undefined;
    const move = (position: number) =>
      bar.current?.style.setProperty('--threshold', `${position * 100}%`);
    return useStore.subscribe((state) => thresholdPosition(state, index), move, {
      fireImmediately: true,
    });
  }, [index, visible]);
  if (labels) return <TrainingLegend labels={labels} />;
  if (layer === 'classes' || layer === 'open-map')
    return <ClassLegend index={index} layer={layer} />;
  if (layer === 'errors') return <ErrorLegend />;
  if (layer === 'agreement') return <AgreementLegend index={index} />;
  if (layer === 'difference') return <DifferenceLegend index={index} />;
  if (!visible) return <footer className="legend muted">Picture only</footer>;
  return (
    <footer className="legend">
      <span>{formatScore(min)}</span>
      <div
        ref={bar}
        className="legend__bar"
        data-layer={layer}
        style={isHeat ? { backgroundImage: colourMapGradient(colourMap) } : undefined}
      />
      <span>{formatScore(max)}</span>
      <span className="muted legend__unit">
        {layer === 'residual-norm' ? '‖r‖², squared norm of the residual' : info.unit}
      </span>
      {compared && <PaneCount index={index} />}
    </footer>
  );
}

/** What the sentence above the stage says of the active pane, for each of several. */
function PaneCount({ index }: { index: number }) {
  const regions = useStore((state) => regionsOfPane(state, paneAt(state, index)));
  if (!regions) return null;
  const { regionCount, removed, shareAbove } = regions;
  return (
    <span className="legend__count" data-pane-count>
      {formatCount(regionCount)} {regionCount === 1 ? 'region' : 'regions'},{' '}
      {removed > 0 ? `${formatCount(removed)} removed` : formatShare(shareAbove)}
    </span>
  );
}
