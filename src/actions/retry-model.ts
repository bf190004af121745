import { analyzeSelected } from '#src/session/analyze-picture';
import { ensureModel } from '#src/session/model-loads';

/** Loads a network that could not be loaded, or runs one that could not be run, once more. */
export async function retryModel(modelId: string): Promise<void> {
  await ensureModel(modelId).catch(() => undefined); // how it ends shows with the analysis
  await analyzeSelected();
}
