import { cancelAnalysis } from '#src/session/analyze-picture';
import { currentExport } from '#src/session/current-export';
import { cancelOpening } from '#src/session/own-network/own-networks';

/** Opening, also of a network, downloads and a file that is being written end with it. */
export function stopAnalysis(): void {
  cancelAnalysis();
  cancelOpening();
  currentExport.controller?.abort();
}
