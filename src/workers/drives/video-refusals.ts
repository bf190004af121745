/** Why a file is no drive, in one line that says what to do. */
import { AnomalensError } from '#src/core/errors';

/** What mediabunny calls codecs, as a person would. */
const CODEC_NAMES: Readonly<Record<string, string>> = {
  avc: 'H.264',
  hevc: 'H.265',
  vp8: 'VP8',
  vp9: 'VP9',
  av1: 'AV1',
  prores: 'ProRes',
};

export function codecName(codec: string): string {
  return CODEC_NAMES[codec] ?? codec;
}

/** A command that makes a file which every browser reads. */
function conversionOf(name: string): string {
  return `ffmpeg -i "${name}" -c:v libx264 -pix_fmt yuv420p out.mp4`;
}

/** For a codec that the browser lacks; null: one that nobody knows. */
export function undecodable(name: string, codec: string | null): AnomalensError {
  const what = codec ? codecName(codec) : 'the video in this file';
  return unsupported(`This browser cannot decode ${what}. Convert it: ${conversionOf(name)}`);
}

export function encrypted(): AnomalensError {
  return unsupported('The video is encrypted. Open a copy without protection.');
}

export function withoutVideo(hasSound: boolean): AnomalensError {
  return unsupported(`The file holds ${hasSound ? 'sound, but no video' : 'no video'}.`);
}

export function unreadable(cause?: unknown): AnomalensError {
  const text =
    'The video cannot be read: it is damaged, or cut off before its index or its first frame.';
  return new AnomalensError('drive-unreadable', text, false, { cause });
}

/** @param start the first bytes, at least 12 where there are as many. */
export function notAVideo(name: string, size: number, start: Uint8Array): AnomalensError {
  if (size === 0) return new AnomalensError('drive-unreadable', 'The file is empty.');
  const text = String.fromCharCode(...start.subarray(0, 12));
  if (text.startsWith('RIFF') && text.slice(8) === 'AVI ')
    return unsupported(`AVI files cannot be read. Convert it: ${conversionOf(name)}`);
  // What begins as a film that stops before it says what it holds.
  if (text.slice(4, 8) === 'ftyp' || text.startsWith('\x1aE\xdf\xa3')) return unreadable();
  if (/^\s*<(!doctype|html|\?xml)/i.test(String.fromCharCode(...start)))
    return unsupported('The file is a web page, not a video. Download the video itself.');
  return unsupported(
    `The file is no MP4, MOV, MKV, WebM or MPEG-TS. If it is a video, convert it: ${conversionOf(name)}`,
  );
}

function unsupported(message: string): AnomalensError {
  return new AnomalensError('drive-unsupported', message);
}
