/** From the plane of the principal components to the plot, and what lies where in it. */
import type { MetricSpace } from '#src/protocol/open-world';

export interface Place {
  x: number;
  y: number;
}

/**
 * `plot = plane * scale + offset`, the same scale along both axes: distances in the plane can be
 * compared.
 */
export interface PlotScale {
  scale: number;
  offsetX: number;
  offsetY: number;
}

/** All points and prototypes within `width` x `height`, `margin` away from its sides. */
export function fitPlot(
  { points, prototypes }: MetricSpace,
  width: number,
  height: number,
  margin: number,
): PlotScale {
  const all = [...points, ...prototypes];
  const [left, right] = extent(all.map(({ u }) => u));
  const [bottom, top] = extent(all.map(({ v }) => v));
  const scale = Math.min(
    (width - 2 * margin) / (right - left || 1),
    (height - 2 * margin) / (top - bottom || 1),
  );
  return {
    scale,
    offsetX: width / 2 - ((left + right) / 2) * scale,
    offsetY: height / 2 + ((bottom + top) / 2) * scale,
  };
}

function extent(values: readonly number[]): [number, number] {
  const start: [number, number] = [Infinity, -Infinity];
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    start,
  );
  return least <= most ? [least, most] : [0, 0];
}

/** Up is up: v grows against y. */
export function plotPlace(
  { scale, offsetX, offsetY }: PlotScale,
  { u, v }: { u: number; v: number },
): Place {
  return { x: u * scale + offsetX, y: offsetY - v * scale };
}

/** Index of the place nearest to `target`, or -1 when none is within `reach`. */
export function nearest(places: readonly Place[], target: Place, reach = Infinity): number {
  let best = -1;
  let least = reach;
  for (const [index, { x, y }] of places.entries()) {
    const distance = Math.hypot(x - target.x, y - target.y);
    if (distance < least) {
      least = distance;
      best = index;
    }
  }
  return best;
}

/**
 * The nearest place in a direction, within 45 degrees of it and at least `step` away; `from` itself
 * when there is none.
 */
export function neighbour(
  places: readonly Place[],
  from: number,
  [dx, dy]: readonly [number, number],
  step: number,
): number {
  const origin = places[from] as Place;
  let best = from;
  let least = Infinity;
  for (const [index, { x, y }] of places.entries()) {
    const ahead = (x - origin.x) * dx + (y - origin.y) * dy;
    const aside = Math.abs((x - origin.x) * dy - (y - origin.y) * dx);
    const distance = Math.hypot(ahead, aside);
    if (ahead >= aside && distance >= step && distance < least) {
      least = distance;
      best = index;
    }
  }
  return best;
}

/**
 * Numbers for the grid: about `count` multiples of 1, 2 or 5 times a power of ten within the
 * limits.
 */
export function gridValues(least: number, most: number, count: number): number[] {
  const rough = (most - least) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(least / step);
  const length = Math.max(0, Math.floor(most / step) - first + 1);
  return Array.from({ length }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}
