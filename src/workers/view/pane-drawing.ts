import { colourMap } from '#src/core/colours/colour-maps';
import { agreementColours, differenceColours, sidesOf } from '#src/core/colours/comparison-colours';
import { ERROR_COLOURS } from '#src/core/colours/error-colours';
import { UNKNOWN_COLOUR } from '#src/core/open-world/colours';
import type { LayerKind, PaneLayer, Size, StageTimes, ViewTransform } from '#src/core/types';
import type { ClassMap, PaneDrawing, ScoreMap, TruthMap } from '#src/gpu/compute';
import { classesModelOf } from '#src/methods/classes-model';
import type { PaneView } from '#src/protocol/view';
import { ensureClasses } from '#src/workers/networks/closed-set';
import { ensureResidualNorm } from '#src/workers/networks/residual-norm';
import { ensureLearntClasses } from '#src/workers/open-world/open-map';
import { keptScore } from '#src/workers/regions/kept-score';
import { cachedScore, isAtHand } from '#src/workers/scores/score-cache';
import { ensureScore } from '#src/workers/scores/scores';
import type { EngineContext } from '#src/workers/state/context';
import type { CachedScore, HeldPicture, KeptScore } from '#src/workers/state/held-picture';
import type { NetworkResult } from '#src/workers/state/network-result';
import { comparedMaps } from '#src/workers/view/compared-panes';
import { classColours, MASK_TINT, parseColour } from '#src/workers/view/pane-colours';

export interface Scene {
  canvas: Size;
  transform: ViewTransform;
  minArea: number;
  highlightedRegion: number | null;
  /** `#rrggbb` */
  background: string;
}

/** The maps of a picture that one pane shows. */
export interface PaneMaps {
  score: CachedScore | null;
  /** The score within the region of interest, without removed regions; null without a score. */
  kept: KeptScore | null;
  classes: ClassMap | null;
  residualNorm: ScoreMap | null;
  /** See `comparedMaps`. */
  difference: ScoreMap | null;
  otherMask: TruthMap | null;
}

const WITHOUT: Omit<PaneMaps, 'score' | 'kept'> = {
  classes: null,
  residualNorm: null,
  difference: null,
  otherMask: null,
};

/**
 * What a pane shows, computed when it follows from what the networks have left (a new temperature).
 * Drawing never starts a network: until the analysis has run one, the method's last score stays
 * (another strength of the block), or the plain picture.
 */
export async function paneMaps(
  context: EngineContext,
  entry: HeldPicture,
  pane: PaneView,
  minArea: number,
  times: StageTimes,
): Promise<PaneMaps> {
  const score = await paneScore(context, entry, pane, times);
  const network = entry.networks.get(classesModelOf(pane.settings));
  const kept = score && (await keptScore(context, entry, pane, score));
  if (!score) return { ...WITHOUT, score, kept };
  const other = pane.against && (await paneScore(context, entry, pane.against, times));
  const compared = await comparedMaps(context, entry, pane, score, other, minArea);
  if (!network) return { ...WITHOUT, ...compared, score, kept };
  return {
    ...compared,
    score,
    kept,
    classes: showsClasses(pane) ? await classMap(context, entry, network, pane) : null,
    residualNorm:
      pane.layer === 'residual-norm' ? await ensureResidualNorm(context, entry, network) : null,
  };
}

function showsClasses({ layer }: PaneView): boolean {
  return layer === 'classes' || layer === 'open-map';
}

/** Classes `[H, W]` that a pane shows: the network's, and those learnt in the page. */
export function classMap(
  context: EngineContext,
  entry: HeldPicture,
  network: NetworkResult,
  { learnt }: PaneView,
): Promise<ClassMap> {
  return learnt.length > 0
    ? ensureLearntClasses(context, entry, network, learnt)
    : ensureClasses(context, entry, network);
}

async function paneScore(
  context: EngineContext,
  entry: HeldPicture,
  { settings }: Pick<PaneView, 'settings'>,
  times: StageTimes,
): Promise<CachedScore | null> {
  const cached = cachedScore(entry, settings);
  if (cached) return cached; // without waiting for another network that runs in the meantime
  if (isAtHand(context, entry, settings)) return ensureScore(context, entry, settings, times);
  return (
    [...entry.scores.values()].findLast(({ summary }) => summary.methodId === settings.methodId) ??
    null
  );
}

/** A comparison whose other side is not there yet shows the picture. */
function layerKind(layer: PaneLayer, { difference, otherMask }: PaneMaps): LayerKind {
  if (layer === 'residual-norm') return 'heat';
  if (layer === 'difference') return difference ? 'heat' : 'picture';
  if (layer === 'agreement') return otherMask ? 'errors' : 'picture';
  return layer === 'open-map' ? 'classes' : layer;
}

/** The `errors` layer compares with the ground truth, or with the other method's mask in its place. */
function coloursOf(
  { layer, learnt, against }: PaneView,
  classes: readonly { colour: string }[],
): Uint8Array {
  if (layer === 'errors') return ERROR_COLOURS;
  if (layer === 'agreement') return agreementColours(sidesOf(against?.isFirst === true));
  return classColours([...classes, { colour: UNKNOWN_COLOUR }, ...learnt]);
}

/** Everything that one pane's picture depends on. */
export function paneDrawing(
  entry: HeldPicture,
  pane: PaneView,
  maps: PaneMaps,
  scene: Scene,
): PaneDrawing {
  const classes = entry.networks.get(classesModelOf(pane.settings))?.channels.list ?? [];
  return {
    canvas: scene.canvas,
    transform: scene.transform,
    picture: entry.picture,
    score: maps.kept?.map ?? null,
    classes: maps.classes,
    truth: maps.otherMask ?? entry.truth?.map ?? null,
    layer: layerKind(pane.layer, maps),
    heat:
      maps.residualNorm ??
      maps.difference ??
      (pane.layer === 'heat' && maps.kept?.map !== maps.score?.map
        ? (maps.score?.map ?? null)
        : null),
    threshold: pane.threshold,
    minArea: scene.minArea,
    colourMap:
      pane.layer === 'difference'
        ? differenceColours(sidesOf(pane.against?.isFirst === true))
        : colourMap(pane.colourMap),
    displayRange: pane.displayRange,
    classColours: coloursOf(pane, classes),
    unknownClass: pane.layer === 'open-map' ? classes.length : null,
    opacity: pane.opacity,
    outlines: pane.outlines,
    highlightedRegion: scene.highlightedRegion,
    tint: MASK_TINT,
    background: parseColour(scene.background),
  };
}

/** Whether two drawings leave the same pixels: of the same maps, by the same settings. */
export function isSameDrawing(a: PaneDrawing, b: PaneDrawing): boolean {
  const maps = ['picture', 'score', 'classes', 'truth', 'heat'] as const;
  const settingsOf = (drawing: PaneDrawing) =>
    JSON.stringify(drawing, (key, value) => (maps.some((map) => map === key) ? null : value));
  return maps.every((map) => a[map] === b[map]) && settingsOf(a) === settingsOf(b);
}
