/** What both commands are told of a set: its files, and how its labels are to be read. */
import { parseLabelMap } from '#src/core/ground-truth/label-map';
import type { PairedFolders } from '#src/evaluation/items/pairing';
import type { LabelRules } from '#src/evaluation/types';

/** Paths are below `data/images/` and `data/labels/`. */
export interface LabelledFolders extends PairedFolders {
  labelsAs: LabelRules['as'];
  /** Null where nothing was said. */
  anomalyIds: number[] | null;
  voidIds: number[] | null;
  anomalyNames: string[] | null;
  voidNames: string[] | null;
  /** The text of a `labelmap.txt` in the folder of the labels or the one around it. */
  labelMap: string | null;
}

export function rulesOf(folders: LabelledFolders): LabelRules {
  const { labelsAs, anomalyIds, voidIds, anomalyNames, voidNames, labelMap } = folders;
  return {
    as: labelsAs,
    anomaly: anomalyIds,
    ignore: voidIds,
    anomalyNames,
    ignoreNames: voidNames,
    names: labelMap === null ? {} : parseLabelMap(labelMap),
  };
}
