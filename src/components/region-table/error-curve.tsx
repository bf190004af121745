import './error-curve.css';
import { useMemo } from 'react';
import { type ErrorPoint, errorCurve } from '#src/core/meta/error-curve';
import type { JudgedRegions } from '#src/protocol/labels';

const WIDTH = 272;
const HEIGHT = 72;

const LINES = [
  { id: 'false-positives', name: 'FP', of: ({ falsePositives }: ErrorPoint) => falsePositives },
  { id: 'false-negatives', name: 'FN', of: ({ falseNegatives }: ErrorPoint) => falseNegatives },
  {
    id: 'errors',
    name: 'FP + FN',
    of: ({ falsePositives, falseNegatives }: ErrorPoint) => falsePositives + falseNegatives,
  },
] as const;

/**
 * Detection errors over the largest P(false positive) that is kept, above the slider that sets it.
 */
export function ErrorCurve({ detection, above }: { detection: JudgedRegions; above: number }) {
  const points = useMemo(() => errorCurve([detection], [detection.probabilities]), [detection]);
  const most = Math.max(1, ...points.map(LINES[2].of));
  return (
    <figure className="error-curve">
      <figcaption>
        <span>Errors, 0 to {most}</span>
        {LINES.map(({ id, name }) => (
          <span key={id} className="error-curve__key" data-line={id}>
            {name}
          </span>
        ))}
      </figcaption>
      <svg
        role="img"
        aria-label="Detection errors over the largest P(FP) that is kept"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {LINES.map(({ id, of }) => (
          <path
            key={id}
            className="error-curve__line"
            data-line={id}
            d={stepPath(points, of, most)}
          />
        ))}
        <line
          className="error-curve__mark"
          x1={above * WIDTH}
          x2={above * WIDTH}
          y1={0}
          y2={HEIGHT}
        />
      </svg>
    </figure>
  );
}

/** Constant between two points. */
function stepPath(
  points: readonly ErrorPoint[],
  of: (point: ErrorPoint) => number,
  most: number,
): string {
  const y = (point: ErrorPoint) => (HEIGHT * (1 - of(point) / most)).toFixed(1);
  const steps = points.slice(1).map((point) => `H${(point.above * WIDTH).toFixed(1)}V${y(point)}`);
  return `M0,${y(points[0] as ErrorPoint)}${steps.join('')}H${WIDTH}`;
}
