import { memo, useEffect, useRef } from 'react';
import { CurveFrame, SIDE } from '#src/components/ground-truth/curve-frame';
import { pointNear } from '#src/components/ground-truth/point-near';
import { curvePath } from '#src/core/metrics/curve-path';
import type { CurvePoint } from '#src/core/metrics/curves';
import type { PictureMeasurement } from '#src/store/results-slice';
import { activeMethod, thresholdOf } from '#src/store/selectors';
import { useStore } from '#src/store/store';

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
    <CurveFrame
      label={`${kind.title}: ${kind.y} over ${kind.x}`}
      x={{ name: kind.x, low: '0', high: '100' }}
      y={kind.y}
    >
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
    </CurveFrame>
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
