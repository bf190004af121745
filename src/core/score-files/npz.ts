import { decodeNpy } from '#src/core/npy';
import { type NamedArray, namedArray } from '#src/core/score-files/named-arrays';
import { checkTotal } from '#src/core/score-files/number-arrays';
import { unreadableScore } from '#src/core/score-files/unreadable';
import { unzip, zipEntries } from '#src/core/score-files/zip';

const NPY = /\.npy$/i;

/**
 * The arrays of a file that `numpy.savez` or `savez_compressed` wrote, in its order; what is wrong
 * with one of them stands in its place.
 * @throws AnomalensError `score-unreadable` of the archive, from the sizes in its directory before
 * a byte is unpacked.
 */
export function decodeNpz(bytes: Uint8Array): NamedArray[] {
  const entries = zipEntries(bytes).filter(({ name }) => NPY.test(name));
  if (entries.length === 0) throw unreadableScore('the archive holds no .npy array');
  checkTotal(entries.map(({ size }) => size));
  const packed = entries.reduce((sum, { compressed }) => sum + compressed, 0);
  if (packed > bytes.length) throw unreadableScore('the arrays of the archive overlap');
  const arrays: NamedArray[] = [];
  for (const entry of entries) {
    arrays.push(namedArray(entry.name.replace(NPY, ''), () => decodeNpy(unzip(bytes, entry))));
    checkTotal(arrays.map((stored) => ('refused' in stored ? 0 : stored.data.byteLength)));
  }
  return arrays;
}
