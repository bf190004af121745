/** The page behind `npm run analyze`: one function that the command calls. */
import { analyseSet } from '#src/evaluation/analysis/analyse-set';
import { choosePictures } from '#src/evaluation/analysis/choose-pictures';
import { type AnalysisWish, planAnalysis } from '#src/evaluation/analysis/plan';
import type {
  AnalysisFiles,
  AnalysisProgress,
  AnalysisResult,
} from '#src/evaluation/analysis/types';
import { type EngineJob, withEngine } from '#src/evaluation/headless/headless-engine';
import { appendRemote, readRemote, remoteStore } from '#src/evaluation/headless/remote-files';
import type { SerialisedError } from '#src/protocol/errors';

export interface AnalyzeJob extends EngineJob, AnalysisWish {
  /** Paths below `data/images/`. */
  images: string[];
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
const control = {
  onProgress: (progress: AnalysisProgress) => window.reportProgress?.(progress),
};

window.runAnalysis = (job) =>
  withEngine(job, async (engine) => {
    const { pictures, leftOut } = choosePictures(job.images);
    const plan = await planAnalysis(engine, job);
    const items = pictures.map((name) => ({ name, read: () => readRemote('images', name) }));
    const summaries = await analyseSet(engine, items, plan, files, control);
    return {
      pictures: summaries.length,
      withRegions: summaries.filter(({ result }) => result && result.regions > 0).length,
      errors: summaries.filter(({ error }) => error).length,
      leftOut,
    };
  });
