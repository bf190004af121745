import type { Box } from '#src/core/types';
import { shownPicture } from '#src/store/selectors';
import { getState, patchView } from '#src/store/store';
import { panBy, zoomAround, zoomToBox } from '#src/store/zoom';

function grids() {
  const state = getState();
  const picture = shownPicture(state)?.info;
  const { canvas, zoom } = state.view;
  return picture && canvas.width > 0 ? { picture, canvas, zoom } : null;
}

/** `at` in canvas pixels; the centre when left out. */
export function zoomBy(factor: number, at?: { x: number; y: number }): void {
  const known = grids();
  if (!known) return;
  const { picture, canvas, zoom } = known;
  patchView({
    zoom: zoomAround(
      zoom,
      factor,
      at ?? { x: canvas.width / 2, y: canvas.height / 2 },
      picture,
      canvas,
    ),
  });
}

export function pan(deltaX: number, deltaY: number): void {
  const known = grids();
  if (known) patchView({ zoom: panBy(known.zoom, deltaX, deltaY, known.picture, known.canvas) });
}

export function zoomToFit(): void {
  patchView({ zoom: 'fit' });
}

/** One picture pixel on one device pixel, around what is in the middle now. */
export function zoomToActualSize(): void {
  const known = grids();
  if (!known) return;
  const { picture, zoom } = known;
  const centre =
    zoom === 'fit' ? { centreX: picture.width / 2, centreY: picture.height / 2 } : zoom;
  patchView({ zoom: { ...centre, scale: 1 } });
}

export function zoomToRegion(id: number, box: Box): void {
  const known = grids();
  if (known)
    patchView({ zoom: zoomToBox(box, known.picture, known.canvas), highlightedRegion: id });
}
