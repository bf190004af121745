import type { LabelGroup } from '#src/core/ground-truth/decide-reading';
import type { LabelValues } from '#src/core/ground-truth/label-values';
import type { InspectedLabels } from '#src/evaluation/items/label-readings';
import type { EvaluationItem } from '#src/evaluation/types';

/** A group of the folder's labels, by the stems of their items. */
export type FolderGroup = LabelGroup<InspectedLabels['labels'][number]>;

interface FolderFiles {
  items: readonly EvaluationItem[];
  /** What values are called, by a file beside the labels. */
  names: LabelValues['names'];
  /** Labels that are read alike; empty until they have been looked into. */
  groups: readonly FolderGroup[];
  /** The group that the open question is about. */
  asked: FolderGroup | null;
}

/** The files behind the benchmark's summary; blobs are not for the store. */
export const folderFiles: FolderFiles = { items: [], names: {}, groups: [], asked: null };
