import './loss-curve.css';
import { formatScore } from '#src/components/ui/numbers';

const WIDTH = 240;
const HEIGHT = 64;
/** Room for the numbers of the axes. */
const LEFT = 36;
const TOP = 8;
const BOTTOM = 16;
const RIGHT = 8;

/** DCE + VL per iteration of the training of a head. */
export function LossCurve({ losses }: { losses: readonly number[] }) {
  const first = losses[0] as number;
  const last = losses[losses.length - 1] as number;
  const most = Math.max(...losses);
  const x = (iteration: number) =>
    losses.length > 1 ? (iteration / (losses.length - 1)) * WIDTH : 0;
  const y = (loss: number) => HEIGHT * (1 - loss / most);
  const path = losses
    .map((loss, index) => `${index === 0 ? 'M' : 'L'}${x(index).toFixed(1)},${y(loss).toFixed(1)}`)
    .join('');
  const ends = `from ${formatScore(first)} to ${formatScore(last)}`;
  return (
    <figure className="loss">
      <figcaption>
        <span
          className="muted"
          title="Distance cross entropy plus 0.01 times the variance loss, over all pixels of the shots"
        >
          Loss, {losses.length} iterations
        </span>
        <span data-losses={`${first} ${last}`}>
          {formatScore(first)} → {formatScore(last)}
        </span>
      </figcaption>
      <svg
        role="img"
        aria-label={`Loss over ${losses.length} iterations, ${ends}`}
        viewBox={`${-LEFT} ${-TOP} ${LEFT + WIDTH + RIGHT} ${TOP + HEIGHT + BOTTOM}`}
      >
        <path className="loss__frame" d={`M0,0V${HEIGHT}H${WIDTH}`} />
        <path className="loss__line" d={path} />
        {[0, losses.length - 1].map((iteration) => (
          <circle
            key={iteration}
            className="loss__end"
            cx={x(iteration)}
            cy={y(losses[iteration] as number)}
            r={3}
          />
        ))}
        <g className="loss__text">
          <text x={-6} y={4} textAnchor="end">
            {formatScore(most)}
          </text>
          <text x={-6} y={HEIGHT} textAnchor="end">
            0
          </text>
          <text x={0} y={HEIGHT + 14}>
            1
          </text>
          <text x={WIDTH} y={HEIGHT + 14} textAnchor="end">
            {losses.length}
          </text>
        </g>
      </svg>
    </figure>
  );
}
