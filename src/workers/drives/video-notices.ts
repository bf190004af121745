/** What a person is told of a video when it opens. */
import type { Size } from '#src/core/types';
import type { DriveNotice } from '#src/protocol/drives';
import type { FrameIndex } from '#src/workers/drives/frame-index';

/** What its track says of a video. */
export interface TrackFacts {
  /** As stored. */
  coded: Size;
  /** Degrees, clockwise. */
  rotation: number;
  /** Whether its pixels are no squares. */
  isStretched: boolean;
  /** As WebCodecs names it. */
  codec: string;
  /** Seconds; null where the file does not say. */
  declaredEnd: number | null;
}

/** A frame stays this much longer or shorter than most before the rate counts as variable. */
const RATE_TOLERANCE = 0.25;
/** Share of frames that may; behind the last whole group of a cut file one or two are missing. */
const ODD_FRAMES = 0.02;

export function videoNotices(
  { coded, rotation, isStretched, codec, declaredEnd }: TrackFacts,
  index: FrameIndex,
): DriveNotice[] {
  const notices: DriveNotice[] = [];
  const { timestamps, end } = index;
  // Sound may go on for a moment when the pictures have ended.
  const isShort = declaredEnd !== null && declaredEnd - end > Math.max(1, 0.02 * declaredEnd);
  if (index.isCut || isShort)
    notices.push({
      code: 'damaged',
      message: `The file is damaged or cut off at ${end.toFixed(2)} s. The ${timestamps.length} frames before can be used.`,
    });
  if (isVariable(timestamps))
    notices.push({
      code: 'variable-rate',
      message: 'The frame rate varies. Every frame keeps its own time.',
    });
  if (isTenBit(codec))
    notices.push({
      code: 'ten-bit',
      message: 'The video has more than 8 bits a colour. It is analysed in 8.',
    });
  if (rotation !== 0)
    notices.push({ code: 'rotated', message: `Turned by ${rotation}° as the camera noted it.` });
  if (isStretched)
    notices.push({
      code: 'stretched',
      message: `Its pixels are no squares: ${coded.width} x ${coded.height} are shown as they are meant to be seen.`,
    });
  return notices;
}

/** Steps are compared with the middle one; milliseconds of rounding are none. */
function isVariable(timestamps: Float64Array): boolean {
  const steps = timestamps.subarray(1).map((timestamp, i) => timestamp - (timestamps[i] as number));
  if (steps.length < 2) return false;
  const middle = steps.toSorted()[Math.floor(steps.length / 2)] as number;
  const odd = steps.filter((step) => Math.abs(step - middle) > RATE_TOLERANCE * middle + 0.0015);
  return odd.length > Math.max(2, ODD_FRAMES * steps.length);
}

/** H.264 High 10 and above, or the depth that VP9 and AV1 name. */
function isTenBit(codec: string): boolean {
  const [family, ...fields] = codec.split('.');
  if (family === 'avc1' || family === 'avc3')
    return ['6e', '7a', 'f4'].includes((fields[0] ?? '').slice(0, 2).toLowerCase());
  if (family === 'vp09' || family === 'av01') return Number(fields[2] ?? 8) > 8;
  return false;
}
