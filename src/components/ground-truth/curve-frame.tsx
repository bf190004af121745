import './curve-plot.css';
import type { ReactNode } from 'react';

/** Length of both axes in the drawing's own units. */
export const SIDE = 108;
/** Room for the numbers and names of the axes. */
const [LEFT, TOP, BOTTOM, RIGHT] = [30, 8, 32, 4];

interface Frame {
  label: string;
  className?: string;
  x: { name: string; low: string; high: string };
  /** The upright axis, from 0 to 100. */
  y: string;
  children: ReactNode;
}

/** Two axes with their numbers and names; what it holds is drawn in a square of `SIDE`, y downwards. */
export function CurveFrame({ label, className = 'curves', x, y, children }: Frame) {
  return (
    <svg
      className={className}
      role="img"
      aria-label={label}
      viewBox={`${-LEFT} ${-TOP} ${LEFT + SIDE + RIGHT} ${TOP + SIDE + BOTTOM}`}
    >
      <path className="curves__frame" d={`M0,0V${SIDE}H${SIDE}`} />
      <path className="curves__grid" d={`M0,${SIDE / 2}H${SIDE}M${SIDE / 2},0V${SIDE}`} />
      {children}
      <g className="curves__text">
        <text x={-4} y={4} textAnchor="end">
          100
        </text>
        <text x={-4} y={SIDE} textAnchor="end">
          0
        </text>
        <text x={0} y={SIDE + 13}>
          {x.low}
        </text>
        <text x={SIDE} y={SIDE + 13} textAnchor="end">
          {x.high}
        </text>
        <text x={SIDE} y={SIDE + 28} textAnchor="end">
          {x.name}
        </text>
        <text transform={`translate(-20 ${SIDE / 2}) rotate(-90)`} textAnchor="middle">
          {y}
        </text>
      </g>
    </svg>
  );
}
