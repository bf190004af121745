/** Names of a list for a picture that need not be loaded, or for the regions of its mask. */
import { AnomalensError } from '#src/core/errors';
import { assertSameGrid } from '#src/core/ground-truth/grid-check';
import { orientationFor, oriented } from '#src/core/ground-truth/turn-label';
import type { Size } from '#src/core/types';
import { regionIds } from '#src/core/words/mask-regions';
import { type NameList, nameList, namingVector, nearestNames } from '#src/core/words/naming';
import { readWord, unknownWords } from '#src/core/words/read-word';
import { plainText } from '#src/core/words/spelling';
import type { WordTables } from '#src/core/words/tables';
import type { EncodedPicture } from '#src/protocol/pictures';
import type { Requests } from '#src/protocol/requests';
import type { NamedPart } from '#src/protocol/words';
import { withPicture } from '#src/workers/engine/with-picture';
import { decodeLabelFile, shown } from '#src/workers/files/label-file';
import { seenByWords } from '#src/workers/regions/region-names';
import type { EngineContext } from '#src/workers/state/context';
import type { HeldPicture } from '#src/workers/state/held-picture';
import { pooledRegions } from '#src/workers/words/pool-regions';

/**
 * @throws AnomalensError `word-unknown` and `word-empty` that name the strings, `label-*` of the mask,
 * `picture-*`, of networks and tables, `cancelled`.
 */
export async function namePicture(
  context: EngineContext,
  { source, names, mask, most }: Requests['namePicture']['params'],
  signal?: AbortSignal,
): Promise<NamedPart[]> {
  const list = listOf(await context.words.get(signal), names);
  return withPicture(context, source, signal, async (entry) => {
    const { ids, ...size } = mask
      ? await regionsOfMask(mask, entry)
      : { ids: new Uint8Array(entry.size.width * entry.size.height).fill(1), ...entry.size };
    const { tables, embedding } = await seenByWords(context, entry, signal);
    const pooled = pooledRegions(ids, size, embedding);
    return [...pooled]
      .sort(([a], [b]) => a - b)
      .map(([id, mean]) => {
        const vector = namingVector(mean, tables.statistics.namingMean);
        return {
          region: mask ? id : null,
          names: vector ? nearestNames(vector, list, most) : [],
        };
      });
  });
}

function listOf(tables: WordTables, names: readonly string[]): NameList {
  const empty = names.filter((name) => plainText(name) === '');
  if (empty.length > 0)
    throw new AnomalensError(
      'word-empty',
      `There is no letter in ${empty.map((name) => `“${name}”`).join(', ')}.`,
    );
  const vectors = names.map((word) => readWord(tables, { word }).vector);
  const unknown = names.filter((_, i) => vectors[i] === null);
  if (unknown.length > 0) throw unknownWords(unknown);
  return nameList(names, vectors as Float32Array[]);
}

/** Ids of the regions on the mask's own grid; 0 where none is. */
async function regionsOfMask(
  { blob }: EncodedPicture,
  entry: HeldPicture,
): Promise<Size & { ids: ArrayLike<number> }> {
  const raw = await decodeLabelFile(blob);
  const picture = shown(entry);
  const mask = oriented(raw, orientationFor(raw, picture, 'if-only-so'));
  const { width, height } = mask;
  assertSameGrid(picture, { width, height });
  return { ids: regionIds(mask), width, height };
}
