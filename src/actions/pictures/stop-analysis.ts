import { cancelAnalysis } from '#src/session/analyze-picture';
import { currentExport } from '#src/session/current-export';

/** Opening, downloads and a file that is being written end with it. */
export function stopAnalysis(): void {
  cancelAnalysis();
  currentExport.controller?.abort();
}
