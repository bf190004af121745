import { useEffect, useRef } from 'react';
import { placeMap, usePlacement } from '#src/components/stage/pane/use-placement';
import { formatCount } from '#src/components/ui/numbers';
import { verticalLines } from '#src/core/annotation/column-spans';
import { draftOf, shotOfShown } from '#src/store/open-world/open-world';
import type { Shot } from '#src/store/open-world/open-world-slice';
import { useStore } from '#src/store/store';

/** Side of the pattern and width of a stripe in picture pixels. */
const TILE = 8;
const STRIPE = 3;

/** What is annotated on the shown picture, in the colour of its class. */
export function DraftMask() {
  const shot = useStore(shotOfShown);
  return shot ? <Mask shot={shot} /> : null;
}

function Mask({ shot }: { shot: Shot }) {
  const colour = useStore((state) => draftOf(state).colour);
  const canvas = useRef<HTMLCanvasElement>(null);
  usePlacement(canvas, placeMap);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paint(context, shot, colour);
  }, [shot, colour]);
  const { width, height } = shot.picture;
  const label = `Annotated: ${formatCount(shot.pixels)} pixels`;
  return (
    <canvas
      ref={canvas}
      className="draft-mask"
      role="img"
      aria-label={label}
      width={width}
      height={height}
      data-draft-mask
    />
  );
}

function paint(context: CanvasRenderingContext2D, { mask, picture }: Shot, colour: string): void {
  context.clearRect(0, 0, picture.width, picture.height);
  context.fillStyle = hatching(colour) ?? colour;
  for (const { x, y, length } of verticalLines(mask)) context.fillRect(x, y, 1, length);
}

/** Stripes tell it from a class that has been learnt, also without the colour. */
function hatching(colour: string): CanvasPattern | null {
  const tile = new OffscreenCanvas(TILE, TILE);
  const context = tile.getContext('2d');
  if (!context) return null;
  context.fillStyle = colour;
  context.globalAlpha = 0.45;
  context.fillRect(0, 0, TILE, TILE);
  context.globalAlpha = 0.75;
  for (let y = 0; y < TILE; y++)
    for (let x = 0; x < STRIPE; x++) context.fillRect((x + TILE - y) % TILE, y, 1, 1);
  return context.createPattern(tile, 'repeat');
}
