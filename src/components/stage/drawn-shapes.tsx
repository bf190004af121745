/** Shapes that are being drawn over the picture, in picture pixels. */
import type { Point } from '#src/core/prompts/box-geometry';
import { pointerOnPicture } from '#src/store/open-world/open-world';
import { useStore } from '#src/store/store';

/** The place of the picture under the pointer of a tool, also while the picture moves below it. */
export function usePointer(): Point | null {
  const x = useStore((state) => pointerOnPicture(state)?.x ?? null);
  const y = useStore((state) => pointerOnPicture(state)?.y ?? null);
  return x === null || y === null ? null : { x, y };
}

export function DrawnBox({ from, to }: { from: Point; to: Point }) {
  const [x, y] = [Math.min(from.x, to.x), Math.min(from.y, to.y)];
  const box = { x, y, width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
  return (
    <>
      <rect className="shapes__halo" {...box} />
      <rect className="shapes__line" {...box} />
    </>
  );
}

/** Its corners so far, and the edge to the pointer. */
export function DrawnPolygon({ corners }: { corners: readonly Point[] }) {
  const pointer = usePointer();
  const line = (pointer ? [...corners, pointer] : corners).map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <>
      <polygon className="shapes__inside" points={line} />
      <polyline className="shapes__halo" points={line} />
      <polyline className="shapes__line" points={line} />
      {corners.map(({ x, y }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a corner is known by its place in the list.
        <g key={index} transform={`translate(${x} ${y})`}>
          <circle
            className="shapes__corner shapes__upright"
            data-closes={index === 0 && corners.length >= 3}
            r={4}
          />
        </g>
      ))}
    </>
  );
}
