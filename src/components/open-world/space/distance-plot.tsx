import { useId, useMemo } from 'react';
import { sharesPath, tallestShare } from '#src/components/open-world/space/distance-shares';
import { dragAlong } from '#src/components/ui/drag-along';
import { alongAxis, distanceAt } from '#src/core/open-world/radius-axis';
import type { DistanceHistogram } from '#src/protocol/open-world';

const WIDTH = 272;
const HEIGHT = 64;
const TICKS = [0.01, 0.1, 1, 10, 50];

interface Props {
  distances: DistanceHistogram;
  radius: number;
  onMove: (radius: number) => void;
}

/**
 * Squared distances of annotated pixels (filled) and of the others (line) to the prototype. For
 * pointers only: the slider below does the same by keyboard.
 */
export function DistancePlot({ distances, radius, onMove }: Props) {
  const fill = useId();
  const [inside, outside] = useMemo(() => {
    const tallest = tallestShare(distances);
    return [distances.inside, distances.outside].map((counts) =>
      sharesPath(distances.range, counts, tallest, WIDTH, HEIGHT),
    );
  }, [distances]);
  const along = alongAxis(radius);
  return (
    <div className="distances" aria-hidden="true">
      <svg
        aria-hidden="true"
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        {...dragAlong((share) => onMove(distanceAt(share)))}
      >
        <linearGradient id={fill} gradientUnits="userSpaceOnUse" x1={0} x2={WIDTH} y1={0} y2={0}>
          <stop offset={along} className="distances__within" />
          <stop offset={along} className="distances__beyond" />
        </linearGradient>
        {TICKS.slice(1, -1).map((tick) => (
          <line
            key={tick}
            className="distances__grid"
            x1={alongAxis(tick) * WIDTH}
            x2={alongAxis(tick) * WIDTH}
            y1={0}
            y2={HEIGHT}
          />
        ))}
        <path d={inside} fill={`url(#${fill})`} />
        <path className="distances__others" d={outside} />
        <line
          className="distances__line"
          x1={along * WIDTH}
          x2={along * WIDTH}
          y1={0}
          y2={HEIGHT}
        />
      </svg>
      <div className="distances__ticks">
        {TICKS.map((tick) => (
          <span key={tick} style={{ insetInlineStart: `${alongAxis(tick) * 100}%` }}>
            {tick}
          </span>
        ))}
      </div>
    </div>
  );
}
