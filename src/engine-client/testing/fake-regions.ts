/** The picture and the regions that the fake engine knows. */
import { leftOutKey } from '#src/core/ground-truth/left-out';
import { removalKey } from '#src/core/meta/removal';
import type { Region } from '#src/core/types';
import type { PaneRegions, PaneView } from '#src/protocol/view';

export const SIZE = { width: 64, height: 36 };

export const REGIONS: Region[] = [
  {
    id: 1,
    area: 40,
    box: { x: 4, y: 6, width: 8, height: 5 },
    centroid: { x: 7.5, y: 8 },
    meanScore: 0.7,
    maxScore: 0.9,
  },
  {
    id: 2,
    area: 12,
    box: { x: 30, y: 20, width: 4, height: 3 },
    centroid: { x: 31.5, y: 21 },
    meanScore: 0.6,
    maxScore: 0.8,
  },
];

/** What a pane is told at its threshold. */
export function regionsOf(pictureId: string, pane: PaneView, minArea: number): PaneRegions {
  const regions = REGIONS.filter(
    ({ area, maxScore }) => area >= minArea && maxScore >= pane.threshold,
  );
  const pixelsAbove = regions.reduce((sum, { area }) => sum + area, 0);
  return {
    paneId: pane.paneId,
    pictureId,
    methodId: pane.settings.methodId,
    threshold: pane.threshold,
    minArea,
    removalKey: removalKey(pane.removal),
    removed: 0,
    leftOutKey: leftOutKey(pane.leftOut),
    leftOut: 0,
    counts: null,
    shareAbove: pixelsAbove / (SIZE.width * SIZE.height),
    pixelsAbove,
    regionCount: regions.length,
    regions,
  };
}
