import { patchView } from '#src/store/store';
import { zoomedGrids } from '#src/store/zoomed-grids';

/** One picture pixel on one device pixel, around what is in the middle now. */
export function zoomToActualSize(): void {
  const known = zoomedGrids();
  if (!known) return;
  const { picture, zoom } = known;
  const centre =
    zoom === 'fit' ? { centreX: picture.width / 2, centreY: picture.height / 2 } : zoom;
  patchView({ zoom: { ...centre, scale: 1 } });
}
