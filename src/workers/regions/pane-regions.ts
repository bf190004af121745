import { leftOutKey } from '#src/core/ground-truth/left-out';
import { removalKey } from '#src/core/meta/removal';
import type { Region } from '#src/core/types';
import type { RegionsOf } from '#src/gpu/compute';
import type { PaneRegions, PaneView } from '#src/protocol/view';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture, KeptScore } from '#src/workers/state/held-picture';

/** What the page lists; more rows help nobody and slow the slider. */
const MOST_LISTED = 500;

/** Regions and share of a pane, with the largest 500 regions in id order. */
export async function paneRegions(
  context: EngineContext,
  pictureId: string,
  entry: HeldPicture,
  pane: PaneView,
  minArea: number,
  kept: KeptScore,
): Promise<PaneRegions> {
  const above = await keptRegions(context, pane, minArea, kept);
  const { inside } = kept;
  return {
    paneId: pane.paneId,
    pictureId,
    methodId: pane.settings.methodId,
    threshold: pane.threshold,
    minArea,
    removalKey: removalKey(pane.removal),
    removed: kept.removed,
    leftOutKey: leftOutKey(pane.leftOut),
    leftOut: inside.leftOutPixels / (entry.size.width * entry.size.height),
    counts: inside.counts,
    shareAbove: shareOfPicture(above, entry, inside.leftOutPixels),
    pixelsAbove: above.pixelsAbove,
    regionCount: above.regionCount,
    regions: listed(above.regions),
  };
}

/** Regions without the removed ones, and the pixels above the threshold with them. */
export async function keptRegions(
  { compute }: EngineContext,
  { threshold }: PaneView,
  minArea: number,
  kept: KeptScore,
): Promise<RegionsOf> {
  const remaining = await compute.regions(kept.map, threshold, minArea);
  if (kept.map === kept.inside.map) return remaining;
  const { pixelsAbove } = await compute.regions(kept.inside.map, threshold, minArea);
  return { ...remaining, pixelsAbove };
}

/** Two panes with the same key have the same regions. */
export function regionKey(entry: HeldPicture, pane: PaneView, minArea: number): string {
  return `${entry.serial}|${entry.keyOf(pane.settings)}|${pane.threshold}|${minArea}|${removalKey(pane.removal)}|${leftOutKey(pane.leftOut)}`;
}

/** 0..1 of the pixels that count. */
export function shareOfPicture(
  { pixelsAbove }: Pick<RegionsOf, 'pixelsAbove'>,
  { size }: Pick<HeldPicture, 'size'>,
  leftOutPixels = 0,
): number {
  return pixelsAbove / (size.width * size.height - leftOutPixels);
}

/** The largest that the page lists, in id order. */
export function listed(regions: readonly Region[]): Region[] {
  if (regions.length <= MOST_LISTED) return [...regions];
  return [...regions]
    .sort((a, b) => b.area - a.area || a.id - b.id)
    .slice(0, MOST_LISTED)
    .sort((a, b) => a.id - b.id);
}
