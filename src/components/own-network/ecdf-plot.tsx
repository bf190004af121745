import '#src/components/ground-truth/curve-plot.css';
import { formatScore } from '#src/components/ui/numbers';
import { curvePath } from '#src/core/metrics/curve-path';
import type { NetworkFit } from '#src/core/own-fit/network-fit';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import { useStore } from '#src/store/store';

const SIDE = 108;
/** Room for the numbers and names of the axes. */
const [LEFT, TOP, BOTTOM, RIGHT] = [30, 8, 32, 8];

/**
 * Which share of the ordinary pixels lies below each score of the active pane; the vertical line is its threshold.
 * Nothing where another network is shown there.
 */
export function EcdfPlot({ fit, modelId }: { fit: NetworkFit; modelId: string }) {
  const method = useStore(activeMethod);
  const threshold = useStore((state) => thresholdOf(state, activeMethod(state)));
  const { shares, methods } = fit.calibration;
  const table = methods[method.id];
  if (method.modelId !== modelId || !table) return null;
  const [low, high] = [table[0] as number, table.at(-1) as number];
  const along = (score: number) => Math.min(Math.max((score - low) / (high - low || 1), 0), 1);
  const points = table.map((score, i) => ({ x: along(score), y: 1 - (shares[i] as number) }));
  const x = along(threshold) * SIDE;
  return (
    <svg
      className="curves own-network__ecdf"
      role="img"
      aria-label={`Share of the ordinary pixels below each score of ${method.shortTitle}`}
      viewBox={`${-LEFT} ${-TOP} ${LEFT + SIDE + RIGHT} ${TOP + SIDE + BOTTOM}`}
    >
      <path className="curves__frame" d={`M0,0V${SIDE}H${SIDE}`} />
      <path className="curves__grid" d={`M0,${SIDE / 2}H${SIDE}`} />
      <path className="curves__chance" d={`M${x},0V${SIDE}`} />
      <path className="curves__line" data-active="true" d={curvePath(points, SIDE)} />
      <g className="curves__text">
        <text x={-4} y={4} textAnchor="end">
          100
        </text>
        <text x={-4} y={SIDE} textAnchor="end">
          0
        </text>
        <text x={0} y={SIDE + 13}>
          {formatScore(low)}
        </text>
        <text x={SIDE} y={SIDE + 13} textAnchor="end">
          {formatScore(high)}
        </text>
        <text x={SIDE} y={SIDE + 28} textAnchor="end">
          {method.unit}
        </text>
        <text transform={`translate(-20 ${SIDE / 2}) rotate(-90)`} textAnchor="middle">
          Pixels below, %
        </text>
      </g>
    </svg>
  );
}
