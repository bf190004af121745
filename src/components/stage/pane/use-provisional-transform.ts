import { type RefObject, useEffect } from 'react';
import { shownPicture } from '#src/store/selectors';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { transformOf } from '#src/store/zoom';

/** From the drawing on the canvas to the view that is wanted, in CSS pixels. */
function provisionalTransform(state: State): string {
  const { drawn } = state.results;
  const picture = shownPicture(state)?.info;
  const { view } = state;
  // On a GPU the drawing itself keeps up, and moving both would make the picture tremble.
  if (
    state.session.info?.compute !== 'cpu' ||
    !drawn ||
    !picture ||
    drawn.pictureId !== view.shownId
  )
    return 'none';
  if (drawn.canvas.width !== view.canvas.width || drawn.canvas.height !== view.canvas.height)
    return 'none';
  const wanted = transformOf(view.zoom, picture, view.canvas);
  const scale = wanted.scale / drawn.transform.scale;
  const x = (wanted.offsetX - drawn.transform.offsetX * scale) / view.pixelRatio;
  const y = (wanted.offsetY - drawn.transform.offsetY * scale) / view.pixelRatio;
  return scale === 1 && x === 0 && y === 0 ? 'none' : `translate(${x}px, ${y}px) scale(${scale})`;
}

/** Moves and zooms the last drawing at once while the processor works on the next one. */
export function useProvisionalTransform(box: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const apply = (transform: string) => {
      const canvas = box.current?.querySelector('canvas');
      if (canvas) canvas.style.transform = transform;
    };
    return useStore.subscribe(provisionalTransform, apply, { fireImmediately: true });
  }, [box]);
}
