/** What the command says of drives, while it runs and at its end. */

/**
 * @typedef {import('../../src/evaluation/drives/types.ts').DriveAnalysis} DriveAnalysis
 * @typedef {import('../../src/evaluation/drives/types.ts').DriveProgress} DriveProgress
 */

/** A line for a frame that is done. @param {DriveProgress} progress */
export function frameLine({ drive, done, total, frame, error }) {
  const place = `${drive} ${done}/${total}  ${frame}`;
  return error ? `${place}: ${error.message} (${error.code})` : place;
}

/** @param {number} count @param {string} noun */
const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** @param {Pick<DriveAnalysis, 'drives' | 'threshold'>} result */
export function driveLines({ drives, threshold }) {
  if (drives.length === 0) return ['No picture was found.'];
  return [
    `Threshold ${threshold}.`,
    ...drives.flatMap(({ drive, frames, tracks, flicker, errors, notices }) => [
      `${drive}: ${counted(tracks, 'track')} in ${counted(frames, 'frame')}, and ${counted(flicker, 'region')} of a single frame.`,
      ...notices.map((notice) => `  ${notice}`),
      ...(errors > 0 ? [`  ${counted(errors, 'frame')} failed: tracks.json names them.`] : []),
    ]),
  ];
}
