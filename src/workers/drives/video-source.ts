/** The bytes of a video as mediabunny asks for them. */
import { CustomSource } from 'mediabunny';
import { FilePieces } from '#src/workers/drives/file-pieces';

/** So many reads of so few places in so short a time go round in circles: decoding a frame again and again takes longer. */
const WATCHED_READS = 1000;
const FEWEST_PLACES = 8;
const WITHIN_MS = 3000;

/**
 * mediabunny keeps nothing of what it reads, so that each of its reads comes through here: in some damaged MKV files version
 * 1.61.0 reads the same few bytes for ever, the last eight above all, and the worker would hang.
 */
export function videoSource(blob: Blob): CustomSource {
  const pieces = new FilePieces(blob);
  const places = new Set<number>();
  let reads = 0;
  let since = performance.now();
  const read = (start: number, end: number) => {
    places.add(start);
    reads += 1;
    if (reads === WATCHED_READS) {
      const isCircle = places.size < FEWEST_PLACES && performance.now() - since < WITHIN_MS;
      places.clear();
      reads = 0;
      since = performance.now();
      if (isCircle) throw new Error('The video is read in circles.');
    }
    return pieces.read(start, end);
  };
  return new CustomSource({ getSize: () => blob.size, read, maxCacheSize: 0 });
}
