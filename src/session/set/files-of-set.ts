import { AnomalensError } from '#src/core/errors';
import type { AnalysisFile } from '#src/evaluation/analysis/types';
import { picturePaths, pictureSources } from '#src/store/files';
import { leftOutOf } from '#src/store/labels/region-of-interest';
import { blobOf } from '#src/store/picture-source';
import { tagsOf } from '#src/store/set/tags';
import type { State } from '#src/store/state';

/** Pictures as an analysis of a set reads them, each under a name of its own. */
export function filesOfSet(state: State, pictureIds: readonly string[]): AnalysisFile[] {
  const taken = new Set<string>();
  return pictureIds.flatMap((id) => {
    const picture = state.pictures.byId[id];
    if (!picture) return [];
    const name = freeName(picturePaths.get(id) ?? picture.name, taken);
    taken.add(name);
    const [leftOut, tags] = [leftOutOf(state, id), tagsOf(state, id)];
    return { name, read: () => readPicture(id), leftOut, tags };
  });
}

/** Pasted pictures, and files of two folders, may be called alike: `a.png`, `a (2).png`. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const [, stem = name, ending = ''] = /^(.*?)(\.[^./]*)?$/s.exec(name) ?? [];
  for (let count = 1; ; count++) {
    const free = count === 1 ? name : `${stem} (${count})${ending}`;
    if (!taken.has(free)) return free;
  }
}

async function readPicture(id: string): Promise<Blob> {
  const source = pictureSources.get(id);
  if (!source) throw new AnomalensError('picture-unreadable', 'This picture is no longer open.');
  return blobOf(await source.open());
}
