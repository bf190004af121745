import { showRegionStroke } from '#src/session/region/region-stroke';
import { getState } from '#src/store/store';

/** The last one of the polygon. */
export function removeRegionCorner(): void {
  const { stroke, tool } = getState().region;
  if (tool === 'polygon') showRegionStroke(stroke.slice(0, -1));
}
