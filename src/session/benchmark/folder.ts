import type { LabelValues } from '#src/core/ground-truth/label-values';
import type { InspectedLabels } from '#src/evaluation/label-readings';
import type { EvaluationItem } from '#src/evaluation/types';

interface FolderFiles {
  items: readonly EvaluationItem[];
  /** What values are called, by a file beside the labels. */
  names: LabelValues['names'];
  /** What the labels hold; empty until they have been looked into. */
  labels: InspectedLabels['labels'];
  /** Stems of the items that the open question is about. */
  asked: ReadonlySet<string>;
}

/** The files behind the benchmark's summary; blobs are not for the store. */
export const folderFiles: FolderFiles = { items: [], names: {}, labels: [], asked: new Set() };
