import { restartEngine } from '#src/actions/restart-engine';
import { analyzeSelected } from '#src/session/analyze-picture';
import { ensureModel } from '#src/session/model-loads';
import { modelFailure } from '#src/store/models';
import { getState } from '#src/store/store';

/**
 * Loads a network that could not be loaded, or runs one that could not be run, once more; in a new
 * worker where this one has no runtime: it would not ask for it a second time.
 */
export async function retryModel(modelId: string): Promise<void> {
  if (modelFailure(getState(), modelId)?.code === 'runtime-download') {
    restartEngine();
    return;
  }
  await ensureModel(modelId).catch(() => undefined); // how it ends shows with the analysis
  await analyzeSelected();
}
