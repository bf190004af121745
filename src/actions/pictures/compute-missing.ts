import { analyzeSelected } from '#src/session/analyze-picture';

/** Computes what the panes show and the picture does not have yet. */
export function computeMissing(): Promise<void> {
  return analyzeSelected();
}
