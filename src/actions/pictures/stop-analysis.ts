import { cancelAnalysis } from '#src/session/analyze-picture';

/** Opening and downloads end with it. */
export function stopAnalysis(): void {
  cancelAnalysis();
}
