import { isLabelMap, parseLabelMap } from '#src/core/ground-truth/label-map';
import type { LabelValues } from '#src/core/ground-truth/label-values';

/** What the values of labels are called, by the `labelmap.txt` among files that were opened. */
export async function namesOfValues(
  files: readonly { path: string; file: File }[],
): Promise<LabelValues['names']> {
  const names: LabelValues['names'] = {};
  for (const { path, file } of files)
    if (isLabelMap(path)) Object.assign(names, parseLabelMap(await file.text().catch(() => '')));
  return names;
}
