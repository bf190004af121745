import { decodeNpy } from '#src/core/npy';
import type { NumberArray } from '#src/core/score-files/number-arrays';
import { unreadableScore } from '#src/core/score-files/unreadable';
import { unzip, zipEntries } from '#src/core/score-files/zip';
import { MAX_PIXELS } from '#src/core/sniff';

const NPY = /\.npy$/i;
/** What all arrays of a file may take together: as much as the largest single array of float32 logits may take. */
const MAX_BYTES = 4 * 20 * MAX_PIXELS;

/** An array with the name that the file gives it. */
export interface NamedArray extends NumberArray {
  name: string;
}

/**
 * The arrays of a file that `numpy.savez` or `savez_compressed` wrote, in its order.
 * @throws AnomalensError `score-unreadable`, from the sizes in the directory before a byte is
 * unpacked, and of any array.
 */
export function decodeNpz(bytes: Uint8Array): NamedArray[] {
  const entries = zipEntries(bytes).filter(({ name }) => NPY.test(name));
  if (entries.length === 0) throw unreadableScore('the archive holds no .npy array');
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > MAX_BYTES)
    throw unreadableScore(`its arrays take ${(total / 1e9).toFixed(1)} GB, which is too large`);
  return entries.map((entry) => ({
    name: entry.name.replace(NPY, ''),
    ...decodeNpy(unzip(bytes, entry)),
  }));
}
