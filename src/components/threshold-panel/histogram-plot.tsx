import { useEffect, useId, useMemo, useRef } from 'react';
import { histogramPath } from '#src/components/threshold-panel/histogram-path';
import { dragAlong } from '#src/components/ui/drag-along';
import { formatScore } from '#src/components/ui/numbers';
import type { CountsByTruth } from '#src/core/metrics/counts-by-truth';
import type { Range } from '#src/core/types';
import type { ScoreResult } from '#src/store/results-slice';

const WIDTH = 288;
const HEIGHT = 88;
const WHEEL_STEP = 0.005;

interface Props {
  histogram: ScoreResult['histogram'] | null;
  /** Where ground truth tells the pixels apart. */
  truth: CountsByTruth | null;
  axis: Range;
  threshold: number;
  /** Thresholds with a meaning of their own. */
  marks: readonly number[];
  log: boolean;
  onMove: (threshold: number) => void;
}

/** On the scale of all pixels of the label, which the bars behind it have too. */
function anomalyPath({ range, normal, anomaly }: CountsByTruth, axis: Range, log: boolean): string {
  if (!anomaly.some(Boolean)) return '';
  const most = Math.max(...anomaly.map((count, bin) => count + (normal[bin] as number)));
  return histogramPath({ counts: anomaly, range }, axis, log, WIDTH, HEIGHT, most);
}

/**
 * The distribution of the score; a line to drag. For pointers only: the slider below does the same
 * by keyboard.
 */
export function HistogramPlot({ histogram, truth, axis, threshold, marks, log, onMove }: Props) {
  const fill = useId();
  const plot = useRef<SVGSVGElement>(null);
  const span = axis.max - axis.min || 1;
  const path = useMemo(
    () =>
      histogram
        ? histogramPath(histogram, { min: axis.min, max: axis.max }, log, WIDTH, HEIGHT)
        : '',
    [histogram, axis.min, axis.max, log],
  );
  const ofAnomalies = useMemo(
    () => (truth ? anomalyPath(truth, { min: axis.min, max: axis.max }, log) : ''),
    [truth, axis.min, axis.max, log],
  );
  const xOf = (score: number) => Math.min(Math.max(((score - axis.min) / span) * WIDTH, 0), WIDTH);
  const x = xOf(threshold);

  const latest = useRef({ threshold, span, onMove });
  latest.current = { threshold, span, onMove };
  useEffect(() => {
    // React's wheel handlers are passive, and this one has to keep the panel from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const now = latest.current;
      now.onMove(now.threshold - Math.sign(event.deltaY) * WHEEL_STEP * now.span);
    };
    const element = plot.current;
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, []);

  return (
    <div className="histogram" aria-hidden="true">
      <svg
        ref={plot}
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        {...dragAlong((share) => onMove(axis.min + share * span))}
      >
        <linearGradient id={fill} gradientUnits="userSpaceOnUse" x1={0} x2={WIDTH} y1={0} y2={0}>
          <stop offset={x / WIDTH} className="histogram__below" />
          <stop offset={x / WIDTH} className="histogram__above" />
        </linearGradient>
        <path d={path} fill={`url(#${fill})`} />
        {ofAnomalies && <path className="histogram__anomalies" d={ofAnomalies} />}
        {marks.map((mark) => (
          <line
            key={mark}
            className="histogram__mark"
            x1={xOf(mark)}
            x2={xOf(mark)}
            y1={0}
            y2={HEIGHT}
          />
        ))}
        <line className="histogram__line" x1={x} x2={x} y1={0} y2={HEIGHT} />
      </svg>
      <div className="histogram__ends muted">
        <span>{formatScore(axis.min)}</span>
        {ofAnomalies && (
          <span className="histogram__key">
            <i /> anomalies of the label
          </span>
        )}
        <span>{formatScore(axis.max)}</span>
      </div>
    </div>
  );
}
