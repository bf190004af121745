import { colourMap } from '#src/core/colour-maps';
import type { Size, StageTimes, ViewTransform } from '#src/core/types';
import type { PaneDrawing } from '#src/gpu/compute';
import { classColours, MASK_TINT, parseColour } from '#src/workers/colours';
import type { EngineContext } from '#src/workers/context';
import type { CachedScore, PictureEntry } from '#src/workers/picture-entry';
import type { PaneView } from '#src/workers/protocol';
import { ensureScores, isScoreKind } from '#src/workers/scores';

export interface Scene {
  canvas: Size;
  transform: ViewTransform;
  minArea: number;
  highlightedComponent: number | null;
  /** `#rrggbb` */
  background: string;
}

/**
 * The score a pane shows, computed when it is not there yet (a new temperature); null while the picture has not been
 * analysed: the plain picture is drawn then, and drawing never starts the network.
 */
export async function paneScore(
  context: EngineContext,
  entry: PictureEntry,
  pane: PaneView,
  times: StageTimes,
): Promise<CachedScore | null> {
  const { methodId } = pane.settings;
  const possible = isScoreKind(methodId) ? entry.network !== null : entry.imported.has(methodId);
  if (!possible) return null;
  const [score] = await ensureScores(context, entry, [pane.settings], times);
  return score;
}

/** Everything that one pane's picture depends on. */
export function paneDrawing(
  context: EngineContext,
  entry: PictureEntry,
  pane: PaneView,
  score: CachedScore | null,
  scene: Scene,
): PaneDrawing {
  return {
    canvas: scene.canvas,
    transform: scene.transform,
    picture: entry.picture,
    score: score?.map ?? null,
    classes: entry.classes,
    truth: entry.truth?.map ?? null,
    layer: pane.layer,
    heat: null,
    threshold: pane.threshold,
    minArea: scene.minArea,
    colourMap: colourMap(pane.colourMap),
    displayRange: pane.displayRange,
    classColours: classColours(context.models.ready?.entry.classes ?? []),
    opacity: pane.opacity,
    outlines: pane.outlines,
    highlightedComponent: scene.highlightedComponent,
    tint: MASK_TINT,
    background: parseColour(scene.background),
  };
}
