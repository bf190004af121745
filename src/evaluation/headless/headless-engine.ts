/** The engine behind a command: made for one job, ended with it. */
import type { ComputePath, InferencePath } from '#src/core/types';
import { createEngine } from '#src/engine-client/client';
import type { Engine } from '#src/engine-client/engine';
import type { AnalysisProgress, LookProgress } from '#src/evaluation/analysis/types';
import type { DriveProgress } from '#src/evaluation/drives/types';
import type { NamingProgress } from '#src/evaluation/naming/types';
import type { EvaluationProgress } from '#src/evaluation/types';
import { type SerialisedError, serialiseError } from '#src/protocol/errors';

export interface EngineJob {
  longSide: number;
  /** Long side of a second look; null: pictures are looked at once. */
  secondLook: number | null;
  inference: InferencePath;
  compute: ComputePath;
  /** Absent: as many as find a free core. */
  threads?: number | 'auto';
}

declare global {
  interface Window {
    /** Put there by the command. */
    reportProgress?: (
      progress:
        | EvaluationProgress
        | AnalysisProgress
        | LookProgress
        | NamingProgress
        | DriveProgress,
    ) => void;
  }
}

export const control = {
  onProgress: (progress: EvaluationProgress) => window.reportProgress?.(progress),
  onFrame: (progress: DriveProgress) => window.reportProgress?.(progress),
};

/** A machine with more jobs than cores is slow, not stuck. */
const PATIENCE = {
  startTimeoutMs: 180_000,
  watchdog: { silenceMs: 120_000, answerMs: 180_000, wakeMs: 180_000 },
};

/** What the work gives, or why it failed. */
export async function withEngine<T>(
  { longSide, secondLook, inference, compute, threads = 'auto' }: EngineJob,
  work: (engine: Engine) => Promise<T>,
): Promise<T | { error: SerialisedError }> {
  const modelsUrl = new URL('models/', document.baseURI).href;
  const looks = secondLook === null ? {} : { secondLook };
  const paths = { inference, compute, threads };
  const engine = createEngine({ longSide, ...looks, ...paths, modelsUrl, ...PATIENCE });
  try {
    return await work(engine);
  } catch (error) {
    return { error: serialiseError(error) };
  } finally {
    engine.dispose();
  }
}
