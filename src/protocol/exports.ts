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
 * For the method that takes prompts alone: its masks at and above the threshold as one PNG of ids,
 * the same in COCO's format, and all prompts.
 */
export type PromptExportKind = 'masks-png' | 'masks-coco' | 'boxes-json';

export interface ExportRequest {
  kind: ExportKind;
  pictureId: string;
  /** The name of the picture's file, with its extension. */
  fileName: string;
  pane: PaneView;
  minArea: number;
}
