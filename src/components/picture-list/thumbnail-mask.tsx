import { useEffect, useRef } from 'react';
import { levelAt } from '#src/core/set/small-map';
import { restedThreshold } from '#src/store/set/set-numbers';
import { entryOf } from '#src/store/set/survey-terms';
import { useStore } from '#src/store/store';

/** As the worker tints the stage. */
const TINT = [255, 46, 147, 200] as const;

/** What lies above the threshold, over the picture in the list. */
export function ThumbnailMask({ id }: { id: string }) {
  const map = useStore((state) => entryOf(state, id)?.survey?.map ?? null);
  const threshold = useStore((state) => restedThreshold(state, id));
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    if (!drawing || !map || threshold === null) return;
    const { width, height, levels } = map;
    const pixels = drawing.createImageData(width, height);
    const least = levelAt(map, threshold);
    for (const [cell, level] of levels.entries())
      if (level >= least) pixels.data.set(TINT, 4 * cell);
    drawing.putImageData(pixels, 0, 0);
  }, [map, threshold]);
  if (!map) return null;
  return <canvas className="thumbnail__mask" ref={canvas} width={map.width} height={map.height} />;
}
