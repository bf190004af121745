import { useEffect, useRef } from 'react';
import { formatScore } from '#src/components/ui/numbers';
import type { SmallMap } from '#src/core/set/small-map';
import { shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** As the worker tints the stage. */
const TINT = [255, 46, 147] as const;
/** Opacity where the picture is most like the word. */
const MOST_OPAQUE = 230;

/** Where the shown picture is like a word: the stronger the tint, the more alike. */
export function WordMap({ word, map }: { word: string; map: SmallMap }) {
  const thumbnail = useStore((state) => shownPicture(state)?.thumbnailUrl ?? null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, levels, range } = map;
  useEffect(() => {
    const drawing = canvas.current?.getContext('2d');
    if (!drawing) return;
    const pixels = drawing.createImageData(width, height);
    for (const [cell, level] of levels.entries())
      pixels.data.set([...TINT, MOST_OPAQUE * (level / 255) ** 3], 4 * cell);
    drawing.putImageData(pixels, 0, 0);
  }, [width, height, levels]);
  return (
    <figure className="word-map">
      <div className="word-map__picture" style={{ aspectRatio: `${width} / ${height}` }}>
        {thumbnail && <img src={thumbnail} alt="" />}
        <canvas
          ref={canvas}
          width={width}
          height={height}
          role="img"
          aria-label={`Where the picture is like “${word}”`}
        />
      </div>
      <figcaption className="muted">
        Likeness (cosine) from {formatScore(range.min)} to {formatScore(range.max)}
      </figcaption>
    </figure>
  );
}
