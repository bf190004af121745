import { useEffect, useRef } from 'react';
import { placeMap, usePlacement } from '#src/components/stage/pane/use-placement';
import { verticalLines } from '#src/core/annotation/column-spans';
import { type LeftOut, sizeOfMask } from '#src/core/ground-truth/left-out';
import { shownLeftOut } from '#src/store/labels/region-of-interest';
import { isDrawn, shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** Side of the pattern in picture pixels; two strokes of it cross in no place. */
const TILE = 12;
const SHADE = 'rgb(13 15 17 / 62%)';
const STROKE = 'rgb(255 255 255 / 30%)';

/** What lies outside the region of interest: dark and hatched, above every layer of the worker. */
export function LeftOutLayer() {
  const leftOut = useStore(shownLeftOut);
  const isSeen = useStore((state) => isDrawn(state) && !state.view.peek);
  return leftOut && isSeen ? <Shade leftOut={leftOut} /> : null;
}

function Shade({ leftOut }: { leftOut: LeftOut }) {
  const width = useStore((state) => shownPicture(state)?.info?.width ?? 1);
  const height = useStore((state) => shownPicture(state)?.info?.height ?? 1);
  const canvas = useRef<HTMLCanvasElement>(null);
  usePlacement(canvas, placeMap);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paint(context, leftOut, { width, height });
  }, [leftOut, width, height]);
  return (
    <canvas
      ref={canvas}
      className="draft-mask"
      role="img"
      aria-label="Left out: outside the region of interest"
      width={width}
      height={height}
      data-left-out
    />
  );
}

/** The mask may be smaller or larger than the picture. */
function paint(
  context: CanvasRenderingContext2D,
  { mask }: LeftOut,
  picture: { width: number; height: number },
): void {
  const { width, height } = sizeOfMask(mask);
  context.clearRect(0, 0, picture.width, picture.height);
  context.save();
  context.scale(picture.width / width, picture.height / height);
  context.fillStyle = '#000';
  for (const { x, y, length } of verticalLines(mask)) context.fillRect(x, y, 1, length);
  context.restore();
  // What was filled is where the shade and its strokes are seen.
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = SHADE;
  context.fillRect(0, 0, picture.width, picture.height);
  context.globalCompositeOperation = 'source-atop';
  context.strokeStyle = STROKE;
  context.beginPath();
  for (let x = -picture.height; x < picture.width; x += TILE) {
    context.moveTo(x, picture.height);
    context.lineTo(x + picture.height, 0);
  }
  context.stroke();
  context.globalCompositeOperation = 'source-over';
}
