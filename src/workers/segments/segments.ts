import { removalKey } from '#src/core/meta/removal';
import type { Component } from '#src/core/types';
import type { SegmentsOf } from '#src/gpu/compute';
import type { PaneView, Segments } from '#src/protocol/view';
import type { EngineContext } from '#src/workers/state/context';
import type { CachedScore, HeldPicture, KeptScore } from '#src/workers/state/held-picture';

/** What the page lists; more rows help nobody and slow the slider. */
const MOST_LISTED = 500;

/** Components and share of a pane, with the largest 500 components in id order. */
export async function paneSegments(
  context: EngineContext,
  pictureId: string,
  entry: HeldPicture,
  pane: PaneView,
  minArea: number,
  score: CachedScore,
  kept: KeptScore,
): Promise<Segments> {
  const found = await keptSegments(context, pane, minArea, score, kept);
  return {
    paneId: pane.paneId,
    pictureId,
    methodId: pane.settings.methodId,
    threshold: pane.threshold,
    minArea,
    removalKey: removalKey(pane.removal),
    removed: kept.removed,
    shareAbove: shareAbove(found, entry),
    pixelsAbove: found.pixelsAbove,
    componentCount: found.componentCount,
    components: largest(found.components, MOST_LISTED),
  };
}

/** Components without the removed ones, and the pixels above the threshold with them. */
export async function keptSegments(
  { compute }: EngineContext,
  { threshold }: PaneView,
  minArea: number,
  score: CachedScore,
  kept: KeptScore,
): Promise<SegmentsOf> {
  const found = await compute.segments(kept.map, threshold, minArea);
  if (kept.map === score.map) return found;
  const { pixelsAbove } = await compute.segments(score.map, threshold, minArea);
  return { ...found, pixelsAbove };
}

/** Two panes with the same key have the same components. */
export function segmentKey(entry: HeldPicture, pane: PaneView, minArea: number): string {
  return `${entry.serial}|${entry.keyOf(pane.settings)}|${pane.threshold}|${minArea}|${removalKey(pane.removal)}`;
}

export function shareAbove(
  { pixelsAbove }: Pick<SegmentsOf, 'pixelsAbove'>,
  { size }: Pick<HeldPicture, 'size'>,
): number {
  return pixelsAbove / (size.width * size.height);
}

function largest(components: readonly Component[], count: number): Component[] {
  if (components.length <= count) return [...components];
  return [...components]
    .sort((a, b) => b.area - a.area || a.id - b.id)
    .slice(0, count)
    .sort((a, b) => a.id - b.id);
}
