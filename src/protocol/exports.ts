/** Files that the worker writes. */
import type { FittedMetaModel } from '#src/core/meta/meta-model';
import type { Range, Region, Size } from '#src/core/types';
import type { MethodSettings } from '#src/protocol/scores';
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
  /** Whether tables and COCO masks say what each region looks like; absent: they do not. */
  named?: boolean;
}

/** What a region looks like, under the heads that tables have: the same in JSON and COCO. */
export interface NamedRow {
  /** The nearest, best first; empty where no name fits. */
  names: string[];
  /** Cosine of the best, -1..1; null where no name fits. */
  name_similarity: number | null;
}

/** Everything needed to make the same numbers again. */
export interface ExportRecord {
  /** `name` as files are named after it, `fileName` as it was opened. */
  picture: Size & { name: string; fileName: string; original: Size };
  settings: MethodSettings;
  threshold: number;
  minArea: number;
  /**
   * 0..1 of the picture that lies outside the region of interest and counts in nothing; null: no
   * region was applied.
   */
  leftOut: number | null;
  /** Regions of a larger P(false positive) by the classifier are left out; null: none is. */
  removal: { above: number; classifier: FittedMetaModel } | null;
  /** SHA-256 of the model file; null for an imported score. */
  model: { id: string; sha256: string } | null;
  /** The network that regions were named by; absent where they are not named. */
  namedBy?: { id: string; sha256: string };
  /**
   * SHA-256 of what words were read with, by file of a table and by id of a network: the tables, and the
   * sentence encoder where it was on. Absent where neither the score nor the names are of words.
   */
  wordFiles?: Readonly<Record<string, string>>;
  longSide: number;
  /** Long side of a second look, as the picture allowed it; absent where networks looked once. */
  secondLook?: number;
  inference: string;
  compute: string;
  versions: { anomalens: string; onnxruntime: string };
}

export interface RegionRows {
  range: Range;
  shareAbove: number;
  pixelsAbove: number;
  regions: readonly (Region & Partial<NamedRow>)[];
}

/** What a file of kind `regions-json` holds. */
export interface RegionsFile extends ExportRecord, RegionRows {
  schemaVersion: 3;
}
