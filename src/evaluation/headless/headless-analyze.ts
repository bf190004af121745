/** The page behind `npm run analyze`: one function that the command calls. */
import type { Engine } from '#src/engine-client/engine';
import { analyseSet } from '#src/evaluation/analysis/analyse-set';
import { choosePictures } from '#src/evaluation/analysis/choose-pictures';
import { withFlagThreshold } from '#src/evaluation/analysis/flag-plan';
import { withPixelQuantile } from '#src/evaluation/analysis/pixel-quantile';
import { type AnalysisWish, planAnalysis } from '#src/evaluation/analysis/plan';
import { drawTile } from '#src/evaluation/analysis/sheet/draw-tile';
import { reportOf } from '#src/evaluation/analysis/sheet/report-of';
import { ReportPictures } from '#src/evaluation/analysis/sheet/report-pictures';
import type {
  AnalysisFiles,
  AnalysisPlan,
  AnalysisProgress,
  AnalysisResult,
  LookProgress,
} from '#src/evaluation/analysis/types';
import { type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import {
  type NetworkJob,
  openOwn,
  ownMethodIds,
  toldOf,
} from '#src/evaluation/headless/headless-network';
import { appendRemote, readRemote, remoteStore } from '#src/evaluation/headless/remote-files';
import { reportHtml } from '#src/evaluation/report/html/report-html';
import type { EvaluationFile } from '#src/evaluation/types';
import { isOwn } from '#src/methods/own-methods';
import type { SerialisedError } from '#src/protocol/errors';

export interface AnalyzeJob extends EngineJob, AnalysisWish {
  /** Paths below `data/images/`. */
  images: string[];
  /** What the set is called in its report. */
  title: string;
  /** Share of pictures that may be flagged, 0..1; null where the threshold is given. */
  flagAtMost: number | null;
  /** A person's own, whose formula the method is; one at most. */
  networks: NetworkJob[];
}

declare global {
  interface Window {
    runAnalysis?: (job: AnalyzeJob) => Promise<AnalysisResult | { error: SerialisedError }>;
  }
}

const files: AnalysisFiles = {
  ...remoteStore('results'),
  append: (name, text) => appendRemote('results', name, text),
};
const REPORT = 'report.html';
const onProgress = (progress: AnalysisProgress | LookProgress) => window.reportProgress?.(progress);

window.runAnalysis = (job) =>
  withEngine(job, async (engine) => {
    const { pictures, leftOut } = choosePictures(job.images);
    const networks = await openOwn(engine, job.networks, pictures);
    const [method = job.method] = networks.length > 0 ? ownMethodIds(networks, [job.method]) : [];
    const wanted = await planAnalysis(engine, { ...job, method });
    const items = pictures.map((name) => ({ name, read: () => readRemote('images', name) }));
    const plan = await withThreshold(engine, items, wanted, job);
    const shown = new ReportPictures();
    await files.remove(REPORT);
    const summaries = await analyseSet(engine, items, plan, files, {
      onProgress,
      take: (open) => shown.add(open.analysed, () => drawTile(engine, plan, open)),
    });
    const report = reportOf(plan, summaries, shown, { title: job.title, made: new Date() });
    await files.write(REPORT, new TextEncoder().encode(reportHtml(report)));
    return {
      pictures: summaries.length,
      withRegions: summaries.filter(({ result }) => result && result.regions > 0).length,
      errors: summaries.filter(({ error }) => error).length,
      networks: networks.map(toldOf),
      chosen: plan.flagAtMost && { ...plan.flagAtMost, threshold: plan.threshold },
      leftOut,
    };
  });

/** A plan with the threshold that the job asks for. */
async function withThreshold(
  engine: Engine,
  items: readonly EvaluationFile[],
  wanted: AnalysisPlan,
  job: AnalyzeJob,
): Promise<AnalysisPlan> {
  if (job.flagAtMost !== null)
    return withFlagThreshold(engine, items, wanted, job.flagAtMost, onProgress);
  const isUnmeasured = isOwn(wanted.settings.methodId) && job.threshold === null;
  return isUnmeasured ? withPixelQuantile(engine, items, wanted, onProgress) : wanted;
}
