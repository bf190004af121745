import './curve-plot.css';
import { memo } from 'react';
import { curvePath } from '#src/components/ground-truth/curve-path';
import type { CurvePoint } from '#src/core/metrics/curves';
import { currentMeasuredAt } from '#src/store/ground-truth';
import { activeMethod } from '#src/store/selectors';
import type { MeasuredAt, PictureMeasurement } from '#src/store/state';
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
  dotOf: (at: MeasuredAt) => { x: number | null; y: number | null };
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
  dotOf: ({ pixels }) => ({ x: pixels.recall, y: pixels.precision }),
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
  dotOf: ({ pixels }) => ({ x: pixels.FPR, y: pixels.recall }),
};

/** All methods thin, the active one in colour, chance dashed; the dot is where the threshold stands. */
export const CurvePlot = memo(function CurvePlot({ kind, measurement }: { kind: Kind; measurement: PictureMeasurement }) {
  const active = useStore((state) => activeMethod(state).id);
  const { methods } = measurement;
  // The active one last, so that it lies on top.
  const sorted = [...methods].sort((a, b) => Number(a.methodId === active) - Number(b.methodId === active));
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
      <Dot kind={kind} />
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

function Dot({ kind }: { kind: Kind }) {
  const at = useStore(currentMeasuredAt);
  const { x, y } = at ? kind.dotOf(at) : { x: null, y: null };
  if (x === null || y === null) return null;
  return <circle className="curves__dot" cx={x * SIDE} cy={(1 - y) * SIDE} r={4} />;
}
