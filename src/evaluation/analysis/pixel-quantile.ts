/** The threshold of a network that nobody has measured: the pictures' own quantile. */
import { AnomalensError } from '#src/core/errors';
import { pooledQuantile } from '#src/core/own-network/pooled-quantile';
import type { Histogram } from '#src/core/types';
import type { Engine } from '#src/engine-client/engine';
import { isLoss } from '#src/engine-client/loss';
import type { AnalysisPlan, LookProgress } from '#src/evaluation/analysis/types';
import type { EvaluationFile } from '#src/evaluation/types';

/** One per cent of the pixels is flagged, as with scores of the page that are not measured yet. */
const FLAGGED_SHARE = 0.01;

/**
 * A plan with the threshold above which one per cent of all pixels of the pictures lies; the same plan
 * where no picture can be read, as the analysis tells of each why.
 * @throws AnomalensError of the engine when it does not come back.
 */
export async function withPixelQuantile(
  engine: Engine,
  pictures: readonly EvaluationFile[],
  plan: AnalysisPlan,
  onProgress: (progress: LookProgress) => void = () => undefined,
): Promise<AnalysisPlan> {
  const histograms: Histogram[] = [];
  for (const [index, picture] of pictures.entries()) {
    const histogram = await histogramOf(engine, picture, plan);
    if (histogram) histograms.push(histogram);
    onProgress({ done: index + 1, total: pictures.length, looked: picture.name });
  }
  const threshold = pooledQuantile(histograms, 1 - FLAGGED_SHARE);
  return threshold === null ? plan : { ...plan, threshold };
}

/** Once more after the worker died; what fails then is told when the picture is analysed. */
async function histogramOf(
  engine: Engine,
  picture: EvaluationFile,
  { settings }: AnalysisPlan,
): Promise<Histogram | null> {
  const pictureId = 'looked-at';
  for (const isLast of [false, true]) {
    try {
      const source = { name: picture.name, blob: await picture.read() };
      await engine.request('loadPicture', { pictureId, source });
      const { scores } = await engine.request('analyze', { pictureId, settings: [settings] });
      return scores[0]?.histogram ?? null;
    } catch (error) {
      if (engine.state === 'failed' || !(error instanceof AnomalensError)) throw error;
      if (isLast || !isLoss(error)) return null;
    } finally {
      if (engine.state === 'ready') await engine.request('releasePicture', { pictureId });
    }
  }
  return null;
}
