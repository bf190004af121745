/** Whether a file begins like a video, whatever it is called. */
import { beginsLikePicture } from '#src/core/picture-files/sniff';

/** Bytes of a file that `beginsLikeVideo` is asked with: three packets of a transport stream. */
export const VIDEO_HEAD = 640;

/** Brands of ISO media files that hold still pictures. */
const STILL = /^(avif|avis|hei|hev|mif1|msf1|jxl)/;
const SYNC = 0x47;

/**
 * Also of containers that no browser opens, such as AVI: the worker says what to do with one.
 * @param bytes the first `VIDEO_HEAD`, or all there are.
 */
export function beginsLikeVideo(bytes: Uint8Array): boolean {
  const ascii = (start: number, length: number) =>
    String.fromCharCode(...bytes.subarray(start, start + length));
  if (ascii(4, 4) === 'ftyp') return !STILL.test(ascii(8, 4)) && !beginsLikePicture(bytes);
  const isMatroska = [0x1a, 0x45, 0xdf, 0xa3].every((value, place) => bytes[place] === value);
  const isAvi = ascii(0, 4) === 'RIFF' && ascii(8, 4) === 'AVI ';
  return isMatroska || isAvi || isTransportStream(bytes);
}

/** Packets of 188 bytes, with a time before each in the files of cameras. */
function isTransportStream(bytes: Uint8Array): boolean {
  return [
    [0, 188],
    [4, 192],
  ].some(([first = 0, length = 0]) =>
    [0, 1, 2].every((packet) => bytes[first + packet * length] === SYNC),
  );
}
