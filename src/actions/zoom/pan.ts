import { patchView } from '#src/store/store';
import { panBy } from '#src/store/zoom';
import { zoomedGrids } from '#src/store/zoomed-grids';

export function pan(deltaX: number, deltaY: number): void {
  const known = zoomedGrids();
  if (known) patchView({ zoom: panBy(known.zoom, deltaX, deltaY, known.picture, known.canvas) });
}
