/** Names of what a run keeps of each method: readable, and valid on every system. */
import { crc32 } from '#src/core/compression/crc32';

/** Characters that some system or address forbids in names, and a full stop or space at the end. */
const FORBIDDEN = /[<>:"/\\|?*%#\p{Cc}]|[. ]$/gu;
/** Systems allow 255 bytes; what stands around it and letters of three bytes must fit. */
const LONGEST = 60;

/**
 * No method of the page has an id that begins with `imported`. What had to be changed gets a
 * checksum, so that no two methods share a file.
 */
function fileName(methodId: string): string {
  const name = methodId.replace(/^imported:/, 'imported-');
  const safe = [...name.replace(FORBIDDEN, '_')].slice(0, LONGEST).join('');
  if (safe === name) return name;
  const checksum = crc32(new TextEncoder().encode(methodId)).toString(16).padStart(8, '0');
  return `${safe}-${checksum}`;
}

/** A map that `--save-scores` wrote. */
export const scoreName = (methodId: string, stem: string): string =>
  `scores/${fileName(methodId)}/${stem}.npy`;

/** @param index of the image in the whole set, so that shards can be joined. */
export const bootstrapName = (index: number, methodId: string): string =>
  `bootstrap-${index}-${fileName(methodId)}`;

/** @param serial of the checkpoint. */
export const poolName = (serial: number, methodId: string): string =>
  `pool-${serial}-${fileName(methodId)}`;
