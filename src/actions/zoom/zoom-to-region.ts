import type { Box } from '#src/core/types';
import { patchView } from '#src/store/store';
import { zoomToBox } from '#src/store/zoom';
import { zoomedGrids } from '#src/store/zoomed-grids';

export function zoomToRegion(id: number, box: Box): void {
  const known = zoomedGrids();
  if (known)
    patchView({ zoom: zoomToBox(box, known.picture, known.canvas), highlightedRegion: id });
}
