import { CurveFrame, SIDE } from '#src/components/ground-truth/curve-frame';
import { formatScore } from '#src/components/ui/numbers';
import { curvePath } from '#src/core/metrics/curve-path';
import type { NetworkFit } from '#src/core/own-fit/network-fit';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import { useStore } from '#src/store/store';

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
    <CurveFrame
      className="curves own-network__ecdf"
      label={`Share of the ordinary pixels below each score of ${method.shortTitle}`}
      x={{ name: method.unit, low: formatScore(low), high: formatScore(high) }}
      y="Pixels below, %"
    >
      <path className="curves__chance" d={`M${x},0V${SIDE}`} />
      <path className="curves__line" data-active="true" d={curvePath(points, SIDE)} />
    </CurveFrame>
  );
}
