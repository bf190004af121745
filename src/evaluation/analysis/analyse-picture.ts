/** One picture through the engine: its regions, its mask, and nothing kept behind. */
import { AnomalensError } from '#src/core/errors';
import type { LeftOut } from '#src/core/ground-truth/left-out';
import { FEATURES } from '#src/core/meta/feature-names';
import { falsePositiveProbabilities } from '#src/core/meta/meta-model';
import type { Engine } from '#src/engine-client/engine';
import type { AnalysisPlan, OpenPicture } from '#src/evaluation/analysis/types';
import type { RegionsFile } from '#src/protocol/exports';
import type { FrameSource, PictureInfo } from '#src/protocol/pictures';
import type { Analysis } from '#src/protocol/scores';
import type { PaneView } from '#src/protocol/view';

/** The worker holds one picture at a time. */
export const PICTURE_ID = 'analysed';

interface AnalysedSource {
  source: FrameSource;
  /** What does not count of it; null: all of it counts. */
  leftOut: LeftOut | null;
}

/**
 * @param use what else is asked of the picture while the worker holds it.
 * @throws AnomalensError `picture-*`, of the models and of the engine.
 */
export async function analysePicture<T>(
  engine: Engine,
  plan: AnalysisPlan,
  { source, leftOut }: AnalysedSource,
  use: (open: OpenPicture) => Promise<T>,
): Promise<T> {
  const info = await engine.request('loadPicture', { pictureId: PICTURE_ID, source });
  try {
    const analysis = await engine.request('analyze', {
      pictureId: PICTURE_ID,
      settings: [plan.settings],
    });
    return await use(await regionsOf(engine, plan, { source, leftOut }, info, analysis));
  } finally {
    // A worker that ended meanwhile holds nothing to be released; what failed before is told.
    await engine.request('releasePicture', { pictureId: PICTURE_ID }).catch(() => undefined);
  }
}

async function regionsOf(
  engine: Engine,
  plan: AnalysisPlan,
  { source: { name }, leftOut }: AnalysedSource,
  info: PictureInfo,
  analysis: Analysis,
): Promise<OpenPicture> {
  const pixels = info.width * info.height;
  const minArea = Math.ceil((plan.minAreaPercent / 100) * pixels);
  const pane = { ...paneOf(plan), leftOut };
  const about = { pictureId: PICTURE_ID, fileName: name, pane, minArea };
  const mask = await engine.request('exportFile', { kind: 'mask-png', ...about });
  const named = plan.naming !== null;
  const file = await engine.request('exportFile', { kind: 'regions-json', named, ...about });
  const { range, shareAbove, pixelsAbove, regions } = JSON.parse(
    await file.blob.text(),
  ) as RegionsFile;
  const falsePositives = await judged(engine, plan, { pane, minArea }, regions.length);
  return {
    analysed: {
      picture: { name, width: info.width, height: info.height, original: info.original },
      minArea,
      range,
      shareAbove,
      pixelsAbove,
      regions: regions.map((region, index) => ({
        ...region,
        areaPercent: (100 * region.area) / pixels,
        falsePositive: falsePositives?.[index] ?? null,
      })),
    },
    mask: mask.blob,
    notices: [...info.notices.map(({ message }) => message), ...roadNotices(analysis)],
  };
}

/** P(false positive) `[count]` of the regions, in id order; null without a classifier. */
async function judged(
  engine: Engine,
  plan: AnalysisPlan,
  { pane, minArea }: { pane: PaneView; minArea: number },
  count: number,
): Promise<Float64Array | null> {
  if (!plan.classifier) return null;
  if (count === 0) return new Float64Array(0);
  const { features } = await engine.request('regionFeatures', {
    pictureId: PICTURE_ID,
    minArea,
    ...pane,
  });
  if (features.length !== count * FEATURES)
    throw new AnomalensError('internal', 'The worker judged other regions than it wrote.');
  return falsePositiveProbabilities(plan.classifier.model, features);
}

function roadNotices({ roadLikeness }: Analysis): string[] {
  return Object.values(roadLikeness).some(({ looksLikeRoad }) => !looksLikeRoad)
    ? ['It does not look like a road scene, which the networks were trained on.']
    : [];
}

/** A pane that shows nothing but the regions of the plan. */
export function paneOf({ settings, threshold, classifier, removeAbove }: AnalysisPlan): PaneView {
  return {
    paneId: 'analysis',
    settings,
    layer: 'picture',
    against: null,
    threshold,
    removal: classifier && removeAbove !== null ? { above: removeAbove, classifier } : null,
    leftOut: null,
    learnt: [],
    colourMap: 'grey',
    displayRange: { min: 0, max: 1 },
    opacity: 0,
    outlines: false,
  };
}
