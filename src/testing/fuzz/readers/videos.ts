/** The index of a video: what is read of it before anything is decoded. */
import { changeBehind } from '#src/testing/fuzz/change-bytes';
import { installDecoder } from '#src/testing/fuzz/fake-decoder';
import { fixture } from '#src/testing/fuzz/fixture';
import type { Reader } from '#src/testing/fuzz/reader';
import { openVideo, type VideoDrive } from '#src/workers/drives/open-video';

/** The bytes by which a format is known stay. */
const SIGNATURE = 12;

export const VIDEO_READERS: readonly Reader[] = [
  ['MP4', 'h264.mp4', 'av1.mp4', 'turned.mp4', 'variable-rate.mp4', 'encrypted.mp4'],
  ['MP4 in fragments', 'h264-fragments.mp4', 'encrypted-fragments.mp4'],
  ['MKV and WebM', 'h264-open-gop.mkv', 'vp8.webm', 'vp9.webm', 'no-duration.webm'],
  ['MPEG-TS', 'h264-open-gop.mpegts'],
].map(([format = '', ...files]) => ({
  name: `index of ${format}`,
  codes: ['drive-unsupported', 'drive-unreadable'],
  sound: files.map((file) => fixture(`../drives/${file}`)),
  change: (draw, sound) => ({ bytes: changeBehind(draw, sound, SIGNATURE), guarded: false }),
  read: indexOf,
  passes: (bytes) => bytes.length >= SIGNATURE,
  fault: indexFault,
}));

async function indexOf(bytes: Uint8Array): Promise<VideoDrive['info']> {
  installDecoder();
  const { info, close } = await openVideo(new Blob([Uint8Array.from(bytes)]), 'road.mp4');
  await close();
  return info;
}

function indexFault({
  width,
  height,
  timestamps,
  keyFrames,
  duration,
  ...info
}: VideoDrive['info']) {
  if (!(width >= 1 && height >= 1)) return `a size of ${width} x ${height}`;
  if (timestamps.length === 0) return 'no frames';
  const isOrdered = (values: ArrayLike<number> & Iterable<number>) =>
    [...values].every(
      (value, i) => Number.isFinite(value) && (i === 0 || value > (values[i - 1] ?? 0)),
    );
  if (!isOrdered(timestamps)) return 'times that do not ascend';
  if (!isOrdered(keyFrames) || (keyFrames.at(-1) ?? 0) >= timestamps.length)
    return 'key frames that are not there';
  if (!(duration !== null && duration >= 0 && Number.isFinite(duration))) return `${duration} s`;
  const words = [info.format, ...info.notices.map(({ message }) => message)].join(' ');
  return /NaN|undefined|Infinity|null/.test(words) ? `a notice: ${words}` : null;
}
