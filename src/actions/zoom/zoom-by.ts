import { patchView } from '#src/store/store';
import { zoomAround } from '#src/store/zoom';
import { zoomedGrids } from '#src/store/zoomed-grids';

/** `centre` in canvas pixels; the centre when left out. */
export function zoomBy(factor: number, centre?: { x: number; y: number }): void {
  const known = zoomedGrids();
  if (!known) return;
  const { picture, canvas, zoom } = known;
  patchView({
    zoom: zoomAround(
      zoom,
      factor,
      centre ?? { x: canvas.width / 2, y: canvas.height / 2 },
      picture,
      canvas,
    ),
  });
}
