import './space-plot.css';
import { type KeyboardEvent, memo, type PointerEvent, useMemo, useState } from 'react';
import { markPoint } from '#src/actions/open-world/mark-point';
import {
  fitPlot,
  gridValues,
  nearest,
  neighbour,
  type Place,
  type PlotScale,
  plotPlace,
} from '#src/components/open-world/space/space-geometry';
import { SpacePrototypes } from '#src/components/open-world/space/space-prototypes';
import { formatShare } from '#src/components/ui/numbers';
import type { MetricSpace } from '#src/protocol/open-world';
import { openClasses } from '#src/store/open-world/open-world';
import type { PointedBy } from '#src/store/open-world/open-world-slice';
import { useStore } from '#src/store/store';

const WIDTH = 272;
const HEIGHT = 240;
/** Between the outermost place and the frame. */
const MARGIN = 12;
/** Room for the numbers and names of the axes. */
const LEFT = 34;
const TOP = 4;
const BOTTOM = 34;
const RIGHT = 4;
/** How far a pointer may be from a dot, and the least step of a key, in units of the plot. */
const REACH = 12;
const KEY_STEP = 3;
const DIRECTIONS: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/**
 * Pixels as dots in the colour of their class, prototypes larger; linked with the picture in both
 * directions.
 */
export function SpacePlot({ space }: { space: MetricSpace }) {
  const scale = useMemo(() => fitPlot(space, WIDTH, HEIGHT, MARGIN), [space]);
  const places = useMemo(
    () => space.points.map((point) => plotPlace(scale, point)),
    [space, scale],
  );
  const pointed = useStore((state) => state.openWorld.pointed);
  const [stop, setStop] = useState(0);
  const point = (by: PointedBy, index: number) => {
    if (!space.points[index]) return;
    setStop(index);
    const { u, v, x, y } = space.points[index];
    markPoint(by, { u, v, x, y });
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    const index = nearest(places, placeOf(event), REACH);
    if (index >= 0) point('pointer', index);
    else markPoint('pointer', null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (!direction || places.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    point(
      'keys',
      pointed && places[stop]
        ? neighbour(places, stop, direction, KEY_STEP)
        : nearest(places, { x: WIDTH / 2, y: HEIGHT / 2 }),
    );
  };
  return (
    <svg
      className="space"
      role="application"
      aria-label="Metric space: arrow keys step from pixel to pixel"
      data-scrolls
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys step through the points.
      tabIndex={0}
      viewBox={`${-LEFT} ${-TOP} ${LEFT + WIDTH + RIGHT} ${TOP + HEIGHT + BOTTOM}`}
      onPointerMove={onPointerMove}
      onPointerDown={onPointerMove}
      onPointerLeave={() => markPoint('pointer', null)}
      onKeyDown={onKeyDown}
      onBlur={() => markPoint('keys', null)}
    >
      <Axes scale={scale} explained={space.explained} />
      <Dots space={space} places={places} />
      <SpacePrototypes space={space} scale={scale} width={WIDTH} height={HEIGHT} />
      {pointed && <Ring {...plotPlace(scale, pointed)} />}
    </svg>
  );
}

/** In units of the plot. */
function placeOf(event: PointerEvent<SVGSVGElement>): Place {
  const { left, top, width } = event.currentTarget.getBoundingClientRect();
  const unit = (LEFT + WIDTH + RIGHT) / width;
  return { x: (event.clientX - left) * unit - LEFT, y: (event.clientY - top) * unit - TOP };
}

/**
 * One path per class: a dot is a line of no length with round ends, which is drawn faster than a
 * circle each.
 */
const Dots = memo(function Dots({
  space,
  places,
}: {
  space: MetricSpace;
  places: readonly Place[];
}) {
  const classes = useStore(openClasses);
  const indices = [...new Set(space.points.map(({ index }) => index))].sort((a, b) => a - b);
  const path = (index: number) =>
    places
      .filter((_, position) => space.points[position]?.index === index)
      .map(({ x, y }) => `M${x.toFixed(1)},${y.toFixed(1)}h0`)
      .join('');
  return (
    <>
      <path className="space__rims" d={indices.map(path).join('')} />
      {indices.map((index) => (
        <path
          key={index}
          className="space__dots"
          data-index={index}
          stroke={classes[index]?.colour ?? 'currentcolor'}
          d={path(index)}
        />
      ))}
    </>
  );
});

const Axes = memo(function Axes({
  scale: { scale, offsetX, offsetY },
  explained,
}: {
  scale: PlotScale;
  explained: [number, number];
}) {
  const columns = gridValues(-offsetX / scale, (WIDTH - offsetX) / scale, 4);
  const rows = gridValues((offsetY - HEIGHT) / scale, offsetY / scale, 4);
  const number = (value: number) => String(value).replace('-', '\u2212');
  return (
    <>
      <path
        className="space__grid"
        d={columns.map((value) => `M${value * scale + offsetX},0V${HEIGHT}`).join('')}
      />
      <path
        className="space__grid"
        d={rows.map((value) => `M0,${offsetY - value * scale}H${WIDTH}`).join('')}
      />
      <path className="space__frame" d={`M0,0V${HEIGHT}H${WIDTH}`} />
      <g className="space__text">
        {columns.map((value) => (
          <text key={value} x={value * scale + offsetX} y={HEIGHT + 14} textAnchor="middle">
            {number(value)}
          </text>
        ))}
        {rows.map((value) => (
          <text key={value} x={-5} y={offsetY - value * scale + 4} textAnchor="end">
            {number(value)}
          </text>
        ))}
        <text x={WIDTH} y={HEIGHT + 29} textAnchor="end">
          Component 1, {formatShare(explained[0])} of the variance
        </text>
        <text transform={`translate(-25 ${HEIGHT / 2}) rotate(-90)`} textAnchor="middle">
          Component 2, {formatShare(explained[1])}
        </text>
      </g>
    </>
  );
});

function Ring({ x, y }: Place) {
  return (
    <g className="space__pointed" data-pointed>
      <circle cx={x} cy={y} r={7} />
      <circle cx={x} cy={y} r={7} />
    </g>
  );
}
