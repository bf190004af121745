import './curve-plot.css';
import { memo, useEffect, useRef } from 'react';
import { pointNear } from '#src/components/ground-truth/point-near';
import { curvePath } from '#src/core/metrics/curve-path';
import type { CurvePoint } from '#src/core/metrics/curves';
import type { PictureMeasurement } from '#src/store/results-slice';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import { useStore } from '#src/store/store';

const SIDE = 108;
/** Room for the numbers and names of the axes. */
const LEFT = 30;
const TOP = 8;
const BOTTOM = 32;
const RIGHT = 4;

interface Kind {
  title: string;
  x: string;
  y: string;
  curveOf: (method: PictureMeasurement['methods'][number]) => readonly CurvePoint[];
  chanceOf: (prior: number) => readonly { x: number; y: number }[];
}

export const PRECISION_RECALL: Kind = {
  title: 'Precision-recall curves',
  x: 'Recall, %',
  y: 'Precision, %',
  curveOf: ({ precisionRecall }) => precisionRecall,
  chanceOf: (prior) => [
    { x: 0, y: prior },
    { x: 1, y: prior },
  ],
};

export const RECEIVER_OPERATING: Kind = {
  title: 'ROC curves',
  x: 'False-positive rate, %',
  y: 'Recall, %',
  curveOf: ({ ROC }) => ROC,
  chanceOf: () => [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ],
};

/**
 * All methods thin, the active one in colour, chance dashed; the dot is where the threshold stands.
 */
export const CurvePlot = memo(function CurvePlot({
  kind,
  measurement,
}: {
  kind: Kind;
  measurement: PictureMeasurement;
}) {
  const active = useStore((state) => activeMethod(state).id);
  const { methods } = measurement;
  // The active one last, so that it lies on top.
  const sorted = [...methods].sort(
    (a, b) => Number(a.methodId === active) - Number(b.methodId === active),
  );
  const shown = methods.find(({ methodId }) => methodId === active);
  const curve = shown ? kind.curveOf(shown) : [];
  const prior = methods[0]?.metrics.prior ?? 0;
  return (
    <svg
      className="curves"
      role="img"
      aria-label={`${kind.title}: ${kind.y} over ${kind.x}`}
      viewBox={`${-LEFT} ${-TOP} ${LEFT + SIDE + RIGHT} ${TOP + SIDE + BOTTOM}`}
    >
      <path className="curves__frame" d={`M0,0V${SIDE}H${SIDE}`} />
      <path className="curves__grid" d={`M0,${SIDE / 2}H${SIDE}M${SIDE / 2},0V${SIDE}`} />
      <path className="curves__chance" d={curvePath(kind.chanceOf(prior), SIDE)} />
      {sorted.map((method) => (
        <path
          key={method.methodId}
          className="curves__line"
          data-curve={method.methodId}
          data-active={method.methodId === active}
          d={curvePath(kind.curveOf(method), SIDE)}
        />
      ))}
      <Dot curve={curve} />
      <g className="curves__text">
        <text x={-4} y={4} textAnchor="end">
          100
        </text>
        <text x={-4} y={SIDE} textAnchor="end">
          0
        </text>
        <text x={0} y={SIDE + 13}>
          0
        </text>
        <text x={SIDE} y={SIDE + 13} textAnchor="end">
          100
        </text>
        <text x={SIDE} y={SIDE + 28} textAnchor="end">
          {kind.x}
        </text>
        <text transform={`translate(-20 ${SIDE / 2}) rotate(-90)`} textAnchor="middle">
          {kind.y}
        </text>
      </g>
    </svg>
  );
});

/** Moves past React: the slider moves it many times a second. */
function Dot({ curve }: { curve: readonly CurvePoint[] }) {
  const dot = useRef<SVGCircleElement>(null);
  useEffect(() => {
    const move = (threshold: number) => {
      const point = pointNear(curve, threshold);
      dot.current?.setAttribute('visibility', point ? 'visible' : 'hidden');
      dot.current?.setAttribute('cx', String((point?.x ?? 0) * SIDE));
      dot.current?.setAttribute('cy', String((1 - (point?.y ?? 0)) * SIDE));
    };
    return useStore.subscribe((state) => thresholdOf(state, activeMethod(state)), move, {
      fireImmediately: true,
    });
  }, [curve]);
  return <circle ref={dot} className="curves__dot" r={4} />;
}
