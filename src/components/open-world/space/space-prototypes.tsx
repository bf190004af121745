import { useMemo } from 'react';
import {
  nearest,
  type Place,
  type PlotScale,
  plotPlace,
} from '#src/components/open-world/space/space-geometry';
import type { MetricSpace } from '#src/protocol/open-world';
import { openClasses } from '#src/store/open-world/open-world';
import { useStore } from '#src/store/store';

/** Half a diagonal of the diamonds, in units of the plot. */
const RADIUS = 6;
/**
 * Names are shown for as many prototypes as are near the pointed pixel; without one, for the
 * classes of most pixels.
 */
const NAMED = 3;
/** Estimated size of a name in 11 px. */
const LETTER = 6;
const LINE = 13;

interface Props {
  space: MetricSpace;
  scale: PlotScale;
  width: number;
  height: number;
}

interface Mark extends Place {
  index: number;
  name: string;
  colour: string;
}

/** Where every class has its centre: diamonds of the network's classes, squares of learnt ones. */
export function SpacePrototypes({ space, scale, width, height }: Props) {
  const classes = useStore(openClasses);
  const pointed = useStore((state) => state.openWorld.pointed);
  const marks = useMemo(
    () =>
      space.prototypes.map(({ index, ...place }) => ({
        index,
        name: classes[index]?.name ?? '',
        colour: classes[index]?.colour ?? 'currentcolor',
        ...plotPlace(scale, place),
      })),
    [space, scale, classes],
  );
  // The fixed prototypes of the network come first, then unknown, which has none, and then what was
  // learnt.
  const isLearnt = ({ index }: Mark) => index >= space.mean.length;
  const common = useMemo(() => mostCommon(space), [space]);
  const named = pointed
    ? nearestMarks(marks, plotPlace(scale, pointed))
    : marks.filter(({ index }) => common.includes(index));
  return (
    <>
      {marks.map((mark) => (
        <path
          key={mark.index}
          className="space__prototype"
          data-prototype={mark.index}
          data-learnt={isLearnt(mark)}
          fill={mark.colour}
          d={shape(mark, isLearnt(mark))}
        />
      ))}
      <g className="space__names">
        {withoutOverlap(
          [...marks.filter(isLearnt), ...named.filter((mark) => !isLearnt(mark))],
          width,
          height,
        ).map(({ name, x, y, anchor }) => (
          <text key={`${name} ${x} ${y}`} x={x} y={y} textAnchor={anchor}>
            {name}
          </text>
        ))}
      </g>
    </>
  );
}

function shape({ x, y }: Place, isLearnt: boolean): string {
  const side = RADIUS - 1;
  return isLearnt
    ? `M${x - side},${y - side}h${2 * side}v${2 * side}h${-2 * side}z`
    : `M${x},${y - RADIUS}l${RADIUS},${RADIUS}l${-RADIUS},${RADIUS}l${-RADIUS},${-RADIUS}z`;
}

function mostCommon({ points }: MetricSpace): number[] {
  const counts = new Map<number, number>();
  for (const { index } of points) counts.set(index, (counts.get(index) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, NAMED)
    .map(([index]) => index);
}

function nearestMarks(marks: readonly Mark[], target: Place): Mark[] {
  const left = [...marks];
  return Array.from(
    { length: Math.min(NAMED, marks.length) },
    () => left.splice(nearest(left, target), 1)[0] as Mark,
  );
}

interface Name extends Place {
  name: string;
  anchor: 'start' | 'end';
}

/** Names beside their marks, on the side with room; one that would cover another is left out. */
function withoutOverlap(marks: readonly Mark[], width: number, height: number): Name[] {
  const boxes: { left: number; top: number; right: number; bottom: number }[] = [];
  const names: Name[] = [];
  for (const { name, x, y } of marks) {
    const length = name.length * LETTER;
    const isLeft = x + RADIUS + 4 + length > width;
    const end = isLeft ? x - RADIUS - 4 : x + RADIUS + 4;
    const middle = Math.min(Math.max(y, LINE / 2), height - LINE / 2);
    const box = {
      left: isLeft ? end - length : end,
      top: middle - LINE / 2,
      right: isLeft ? end : end + length,
      bottom: middle + LINE / 2,
    };
    const covers = boxes.some(
      (other) =>
        box.left < other.right &&
        box.right > other.left &&
        box.top < other.bottom &&
        box.bottom > other.top,
    );
    if (covers) continue;
    boxes.push(box);
    names.push({ name, x: end, y: middle + 4, anchor: isLeft ? 'end' : 'start' });
  }
  return names;
}
