import './picture-mark.css';
import { useEffect, useRef } from 'react';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** Centre of a picture pixel in CSS pixels within the pane, or null. */
function position(state: State, pixel: { x: number; y: number } | null): string | null {
  const size = shownPicture(state)?.info;
  if (!pixel || !size) return null;
  const { zoom, canvas, pixelRatio } = state.view;
  const { scale, offsetX, offsetY } = transformOf(zoom, size, canvas);
  const x = ((pixel.x + 0.5) * scale + offsetX) / pixelRatio;
  const y = ((pixel.y + 0.5) * scale + offsetY) / pixelRatio;
  return `${x}px ${y}px`;
}

interface Props {
  /** What it marks, for those who look it up. */
  name: string;
  /** Picture pixels; the same function between renders. */
  pixelOf: (state: State) => { x: number; y: number } | null;
}

/** A ring around one pixel of the picture. Follows it past React. */
export function PictureMark({ name, pixelOf }: Props) {
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    const move = (place: string | null) => {
      if (mark.current && place) mark.current.style.translate = place;
    };
    return useStore.subscribe((state) => position(state, pixelOf(state)), move, {
      fireImmediately: true,
    });
  }, [pixelOf]);
  return <i ref={mark} className="picture-mark" aria-hidden="true" data-mark={name} />;
}
