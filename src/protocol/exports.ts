/** Files that the worker writes. */
import type { PaneView } from '#src/protocol/view';

export type ExportKind =
  | 'overlay-png'
  | 'score-png16'
  | 'score-npy'
  | 'mask-png'
  | 'regions-csv'
  | 'regions-json'
  | 'open-map-png'
  | PromptExportKind;
/**
 * For the method that takes prompts alone: all its masks as one PNG of ids, the same in COCO's
 * format, and the prompts.
 */
export type PromptExportKind = 'masks-png' | 'masks-coco' | 'boxes-json';

export interface ExportRequest {
  kind: ExportKind;
  pictureId: string;
  name: string;
  pane: PaneView;
  minArea: number;
}
