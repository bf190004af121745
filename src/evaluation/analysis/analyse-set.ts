/** Picture by picture, results written as they come; one broken picture does not stop it. */
import { throwIfCancelled } from '#src/core/scheduling/task-queue';
import type { Engine } from '#src/engine-client/engine';
import { isLoss } from '#src/engine-client/loss';
import { analysePicture } from '#src/evaluation/analysis/analyse-picture';
import { RegionTables, recordOf } from '#src/evaluation/analysis/region-tables';
import type {
  AnalysedPicture,
  AnalysisControl,
  AnalysisFile,
  AnalysisFiles,
  AnalysisPlan,
  OpenPicture,
  PictureResult,
  PictureSummary,
} from '#src/evaluation/analysis/types';
import { serialiseError } from '#src/protocol/errors';

/** How often a picture may end the worker before it counts as broken. */
const MOST_ATTEMPTS = 2;

/** The ending is kept, so that `a.jpg` and `a.png` have masks of their own. */
export const maskName = (picture: string): string => `masks/${picture}.png`;

/** Written last: where it is, the run is whole. */
const SUMMARY = 'summary.json';

/**
 * Writes masks, tables and summary; of each picture a few numbers are kept.
 * @throws AnomalensError of the engine when it does not come back, `evaluation-state` where the
 * tables cannot be written, `cancelled`.
 */
export async function analyseSet(
  engine: Engine,
  pictures: readonly AnalysisFile[],
  plan: AnalysisPlan,
  files: AnalysisFiles,
  control: AnalysisControl = {},
): Promise<PictureSummary[]> {
  await files.remove(SUMMARY);
  const tables = await RegionTables.begin(files, plan);
  const summaries: PictureSummary[] = [];
  for (const picture of pictures) {
    throwIfCancelled(control.signal);
    const outcome = await analysed(engine, picture, plan, files, control);
    if (outcome.analysed) await tables.add(outcome.analysed);
    const { tags = [] } = picture;
    summaries.push(tags.length > 0 ? { ...outcome.summary, tags } : outcome.summary);
    control.onProgress?.({
      done: summaries.length,
      total: pictures.length,
      summary: outcome.summary,
    });
  }
  await tables.end();
  const summary = { schemaVersion: 1, ...recordOf(plan), pictures: summaries };
  await files.write(SUMMARY, bytesOf(`${JSON.stringify(summary, null, 2)}\n`));
  return summaries;
}

interface Outcome {
  summary: PictureSummary;
  analysed: AnalysedPicture | null;
}

async function analysed(
  engine: Engine,
  picture: AnalysisFile,
  plan: AnalysisPlan,
  files: AnalysisFiles,
  { take, signal }: AnalysisControl,
): Promise<Outcome> {
  const { name, leftOut = null } = picture;
  const mask = maskName(name);
  for (let attempt = 1; ; attempt++) {
    const start = performance.now();
    try {
      await files.remove(mask); // that of an earlier run would stand for a picture that fails now
      const source = { name, blob: await picture.read() };
      return await analysePicture(engine, plan, { source, leftOut }, async (open) => {
        await files.write(mask, new Uint8Array(await open.mask.arrayBuffer()));
        const result = resultOf(open, performance.now() - start);
        await take?.(open);
        return { analysed: open.analysed, summary: { picture: name, mask, error: null, result } };
      });
    } catch (error) {
      throwIfCancelled(signal);
      if (engine.state === 'failed') throw error;
      if (isLoss(error) && attempt < MOST_ATTEMPTS) continue;
      const { code, message } = serialiseError(error);
      return {
        analysed: null,
        summary: { picture: name, mask: null, error: { code, message }, result: null },
      };
    }
  }
}

function resultOf({ analysed: picture, notices }: OpenPicture, milliseconds: number) {
  const { width, height } = picture.picture;
  const { regions } = picture;
  const largest = regions.reduce(
    (most: (typeof regions)[number] | null, region) =>
      most && most.area >= region.area ? most : region,
    null,
  );
  const judged = regions.flatMap(({ falsePositive }) => falsePositive ?? []);
  return {
    width,
    height,
    regions: regions.length,
    areaPercent: regions.reduce((sum, { areaPercent }) => sum + areaPercent, 0),
    largest: largest && { area: largest.area, areaPercent: largest.areaPercent },
    maxScore: regions.reduce(
      (most: number | null, { maxScore }) => Math.max(most ?? maxScore, maxScore),
      null,
    ),
    meanConfidence:
      judged.length === 0
        ? null
        : judged.reduce((sum, probability) => sum + 1 - probability, 0) / judged.length,
    milliseconds,
    notices,
  } satisfies PictureResult;
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
