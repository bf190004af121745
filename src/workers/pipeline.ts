/** What the page asks about pictures: load, analyse, import a score, release. */
import { AnomalensError } from '#src/core/errors';
import { aspectsAgree } from '#src/core/geometry';
import type { StageTimes } from '#src/core/types';
import { classesModelOf } from '#src/methods/classes-model';
import type { EngineContext } from '#src/workers/context';
import { type DecodedPicture, decodePicture } from '#src/workers/decode';
import { readScoreFile, resizeScore } from '#src/workers/import-score';
import { PictureEntry } from '#src/workers/picture-entry';
import type {
  Analysis,
  FrameSource,
  PictureInfo,
  Requests,
  ScoreSummary,
} from '#src/workers/protocol';
import { isBuiltIn } from '#src/workers/score-plan';
import { ensureScores, summarise } from '#src/workers/scores';
import { stageBoundary } from '#src/workers/stage-boundary';
import { timed } from '#src/workers/stopwatch';

/** A decoded picture outside the store. The caller releases the entry. */
export async function openPicture(
  context: EngineContext,
  source: FrameSource,
  times: StageTimes,
  signal?: AbortSignal,
): Promise<{ entry: PictureEntry; decoded: DecodedPicture }> {
  context.notify('progress', {
    what: source.name,
    modelId: null,
    phase: 'decode',
    loaded: 0,
    total: 1,
    cached: false,
  });
  const decoded = await timed(times, 'decode', () => decodePicture(source));
  await stageBoundary(signal);
  const entry = new PictureEntry(
    context.compute.loadPicture(decoded.rgba, { width: decoded.width, height: decoded.height }),
    decoded.original,
  );
  return { entry, decoded };
}

/** @throws AnomalensError `picture-*`, `cancelled`. */
export async function loadPicture(
  context: EngineContext,
  { pictureId, source }: Requests['loadPicture']['params'],
  signal?: AbortSignal,
): Promise<PictureInfo> {
  const { entry, decoded } = await openPicture(context, source, {}, signal);
  context.pictures.add(pictureId, entry);
  const { width, height, original, format, notices, thumbnail } = decoded;
  return { pictureId, width, height, original, format, notices, thumbnail };
}

/**
 * Scores of a loaded picture: one run of each network, whatever number of methods.
 * @throws AnomalensError `picture-unknown`, `method-unknown`, of the model, `cancelled`.
 */
export async function analyze(
  context: EngineContext,
  { pictureId, settings }: Requests['analyze']['params'],
  signal?: AbortSignal,
): Promise<Analysis> {
  const entry = context.pictures.get(pictureId);
  const times: StageTimes = {};
  return entry.use(async () => {
    const scores = await ensureScores(context, entry, settings, times, signal);
    const modelIds = settings.filter(({ methodId }) => isBuiltIn(methodId)).map(classesModelOf);
    const networks = modelIds.flatMap((modelId) => entry.networks.get(modelId) ?? []);
    const roadLikeness = Object.fromEntries(
      networks.map(({ run, roadLikeness: verdict }) => [run.modelId, verdict]),
    );
    return { pictureId, scores: scores.map(({ summary }) => summary), times, roadLikeness };
  });
}

/**
 * Pixels of the smaller grid: score maps of other tools may have been cut to whole strides, and are
 * resized here anyway.
 */
const SCORE_TOLERANCE = 1;

/**
 * Takes a score map from a file for a loaded picture, resized to the picture grid.
 * @throws AnomalensError `picture-unknown`, `score-unreadable`, `score-size` when the aspects
 * differ, `option-invalid`.
 */
export async function importScore(
  context: EngineContext,
  { pictureId, methodId, blob, name }: Requests['importScore']['params'],
): Promise<ScoreSummary> {
  if (isBuiltIn(methodId))
    throw new AnomalensError(
      'option-invalid',
      `"${methodId}" is a method of the page and cannot be imported.`,
    );
  const entry = context.pictures.get(pictureId);
  const stored = readScoreFile(new Uint8Array(await blob.arrayBuffer()));
  const { width, height } = entry.size;
  if (!aspectsAgree(stored, entry.size, SCORE_TOLERANCE)) {
    throw new AnomalensError(
      'score-size',
      `${name} is ${stored.width} x ${stored.height}, the picture ${width} x ${height}: their shapes differ.`,
    );
  }
  if (stored.width !== width || stored.height !== height) {
    context.notify('warning', {
      code: 'score-size',
      message: `${name} is ${stored.width} x ${stored.height} and was resized to ${width} x ${height}.`,
      retryable: false,
    });
  }
  return entry.use(() =>
    entry.queue.run(async () => {
      const map = context.compute.importScore(resizeScore(stored, entry.size), entry.size);
      const settings = { methodId, parameters: {}, blur: false };
      const { summary } = await summarise(context, map, settings, {});
      forgetImported(entry, methodId);
      entry.imported.set(methodId, map);
      entry.importedFiles.set(methodId, stored);
      return summary;
    }),
  );
}

/** Drops an earlier import of the same id with everything derived from it. */
function forgetImported(entry: PictureEntry, methodId: string): void {
  const earlier = entry.imported.get(methodId);
  for (const [key, { map, summary }] of [...entry.scores]) {
    if (summary.methodId !== methodId) continue;
    entry.scores.delete(key);
    if (map !== earlier) entry.retire(map);
  }
  if (earlier) entry.retire(earlier);
  entry.imported.delete(methodId);
}
