/** The page behind `npm run analyze`: one function that the command calls. */
import { analyseSet } from '#src/evaluation/analysis/analyse-set';
import { choosePictures } from '#src/evaluation/analysis/choose-pictures';
import { withFlagThreshold } from '#src/evaluation/analysis/flag-plan';
import { type AnalysisWish, planAnalysis } from '#src/evaluation/analysis/plan';
import { drawTile } from '#src/evaluation/analysis/sheet/draw-tile';
import { reportOf } from '#src/evaluation/analysis/sheet/report-of';
import { ReportPictures } from '#src/evaluation/analysis/sheet/report-pictures';
import type {
  AnalysisFiles,
  AnalysisProgress,
  AnalysisResult,
  LookProgress,
} from '#src/evaluation/analysis/types';
import { type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import { appendRemote, readRemote, remoteStore } from '#src/evaluation/headless/remote-files';
import { reportHtml } from '#src/evaluation/report/html/report-html';
import type { SerialisedError } from '#src/protocol/errors';

export interface AnalyzeJob extends EngineJob, AnalysisWish {
  /** Paths below `data/images/`. */
  images: string[];
  /** What the set is called in its report. */
  title: string;
  /** Share of pictures that may be flagged, 0..1; null where the threshold is given. */
  flagAtMost: number | null;
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
    const wanted = await planAnalysis(engine, job);
    const items = pictures.map((name) => ({ name, read: () => readRemote('images', name) }));
    const plan =
      job.flagAtMost === null
        ? wanted
        : await withFlagThreshold(engine, items, wanted, job.flagAtMost, onProgress);
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
      chosen: plan.flagAtMost && { ...plan.flagAtMost, threshold: plan.threshold },
      leftOut,
    };
  });
