import { decodeNpy } from '#src/core/npy';
import { checkTotal, type NumberArray } from '#src/core/score-files/number-arrays';
import { unreadableScore } from '#src/core/score-files/unreadable';
import { unzip, zipEntries } from '#src/core/score-files/zip';

const NPY = /\.npy$/i;

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
  checkTotal(entries.map(({ size }) => size));
  const packed = entries.reduce((sum, { compressed }) => sum + compressed, 0);
  if (packed > bytes.length) throw unreadableScore('the arrays of the archive overlap');
  const arrays: NamedArray[] = [];
  for (const entry of entries) {
    arrays.push({ name: entry.name.replace(NPY, ''), ...decodeNpy(unzip(bytes, entry)) });
    checkTotal(arrays.map(({ data }) => data.byteLength));
  }
  return arrays;
}
