import { type RefObject, useEffect } from 'react';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** From picture pixels to CSS pixels within the pane: `css = picture * scale + offset`. */
export interface Placement {
  x: number;
  y: number;
  scale: number;
}

function placement(state: State): string {
  const size = shownPicture(state)?.info;
  if (!size) return '';
  const { zoom, canvas, pixelRatio } = state.view;
  const { scale, offsetX, offsetY } = transformOf(zoom, size, canvas);
  return [offsetX, offsetY, scale].map((value) => value / pixelRatio).join(' ');
}

/**
 * Keeps an element on the picture while that is zoomed and moved, past React. @param place must not
 * change.
 */
export function usePlacement<E extends Element>(
  element: RefObject<E | null>,
  place: (element: E, placement: Placement) => void,
): void {
  useEffect(() => {
    const apply = (values: string) => {
      const [x = 0, y = 0, scale] = values.split(' ').map(Number);
      if (element.current && scale) place(element.current, { x, y, scale });
    };
    return useStore.subscribe(placement, apply, { fireImmediately: true });
  }, [element, place]);
}

/** Shapes in picture pixels; `--unit` picture pixels are one CSS pixel. */
export function placeShapes(group: SVGGElement, { x, y, scale }: Placement): void {
  group.setAttribute('transform', `translate(${x} ${y}) scale(${scale})`);
  group.style.setProperty('--unit', String(1 / scale));
}

/** Device pixels per picture pixel from which pixels show as squares. */
const NEAREST_FROM = 2;

/** A canvas of the picture's size. */
export function placeMap(canvas: HTMLCanvasElement, { x, y, scale }: Placement): void {
  canvas.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  canvas.style.imageRendering = scale * devicePixelRatio >= NEAREST_FROM ? 'pixelated' : 'auto';
}
