/** The options that say which drive is meant: a video, or a folder of sequences. */
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { filesIn, folder, UsageError } from './values.mjs';

/** @typedef {import('./values.mjs').Values} Values */

export const MEASURE_USAGE =
  'npm run evaluate -- --video FILE|--sequence DIR --labels DIR [--per-second N|all] [--fps N] [--first-frame 0|1] and the options about methods, networks and labels --out DIR';

export const DRIVE_USAGE = `npm run analyze -- --video FILE|--sequence DIR [--network FILE.onnx|DIR [--card FILE.json]] --method ID [--threshold T] [--long-side N]
  [--per-second N|all] [--fps N] [--smoothing median3|along-track] [--inference wasm|webgpu] [--compute webgpu|cpu] --out DIR`;

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
export const DRIVE_OPTIONS = {
  video: { type: 'string' },
  sequence: { type: 'string' },
  fps: { type: 'string', default: '25' },
  'per-second': { type: 'string', default: '2' },
};

/** @satisfies {NonNullable<import('node:util').ParseArgsConfig['options']>} */
export const MEASURE_OPTIONS = { ...DRIVE_OPTIONS, 'first-frame': { type: 'string' } };

/** What has no meaning for labelled drives. */
const NOT_OF_DRIVES = ['images', 'scores', 'turn-scores', 'shard', 'closed-set', 'merge'];

/** More than any drive has. */
const EVERY_FRAME = 1e6;

/**
 * @typedef {object} DriveFiles
 * @property {string} folder that all paths lie below.
 * @property {string | null} video
 * @property {string[]} images of a folder of sequences; empty for a video.
 * @property {number} fps at which the numbers in names count.
 * @property {number} perSecond
 */

/**
 * @param {Values} values @param {string[]} given names of the options that were given.
 * @returns {DriveFiles | null} null where neither is meant. @throws UsageError
 */
export function driveOf(values, given) {
  const { video, sequence } = values;
  if (video === undefined && sequence === undefined) {
    const foreign = ['fps', 'per-second'].find((name) => given.includes(name));
    if (foreign) throw new UsageError(`--${foreign} needs --video or --sequence`);
    return null;
  }
  if (video !== undefined && sequence !== undefined)
    throw new UsageError('--video and --sequence: give one of them');
  if (given.includes('images'))
    throw new UsageError(`--images has no meaning with --${video ? 'video' : 'sequence'}`);
  if (video !== undefined && given.includes('fps'))
    throw new UsageError('--fps is of sequences: a video has its own times');
  const fps = rateOf(values, 'fps');
  const perSecond = values['per-second'] === 'all' ? EVERY_FRAME : rateOf(values, 'per-second');
  if (sequence !== undefined) {
    const root = folder(sequence, '--sequence DIR');
    return { folder: root, video: null, images: filesIn(root), fps, perSecond };
  }
  const path = String(video);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile())
    throw new UsageError(`--video ${path} is no file`);
  return { folder: dirname(resolve(path)), video: basename(path), images: [], fps, perSecond };
}

/** @param {Values} values @param {string} name @throws UsageError */
function rateOf(values, name) {
  const rate = Number(values[name]);
  if (!(rate > 0 && rate <= 1000))
    throw new UsageError(
      `--${name} must be a number of frames a second, at most 1000, not "${values[name]}"`,
    );
  return rate;
}

/**
 * The drive of `npm run evaluate`.
 * @param {Values} values @param {string[]} given names of the options that were given.
 * @returns {(DriveFiles & { firstFrame: number | null }) | null} @throws UsageError
 */
export function measuredDriveOf(values, given) {
  const drive = driveOf(values, given);
  const first = values['first-frame'];
  if (!drive) {
    if (first !== undefined) throw new UsageError('--first-frame needs --video');
    return null;
  }
  const option = drive.video === null ? 'sequence' : 'video';
  const foreign = NOT_OF_DRIVES.find((name) => given.includes(name));
  if (foreign) throw new UsageError(`--${foreign} has no meaning with --${option}`);
  if (given.includes('slices') && String(values.slices).split(',').includes('folder'))
    throw new UsageError(`--slices folder has no meaning with --${option}: sequences have rows`);
  if (first === undefined) return { ...drive, firstFrame: null };
  if (drive.video === null) throw new UsageError('--first-frame is of videos');
  if (first !== '0' && first !== '1')
    throw new UsageError(`--first-frame must be 0 or 1, not "${first}"`);
  return { ...drive, firstFrame: Number(first) };
}
