import { shownDrive } from '#src/store/drives/shown-drive';
import { getState, patchDrive } from '#src/store/store';

const FASTEST = 8;

/**
 * Plays the shown drive, backwards with -1; once more in the same direction doubles the speed. What
 * does not loop and is at its end begins anew. A live drive has one speed and one direction.
 */
export function playDrive(direction: 1 | -1): void {
  const drive = shownDrive(getState());
  if (!drive?.facts || drive.hasEnded || (drive.kind === 'live' && direction < 0)) return;
  const goesOn = Math.sign(drive.speed) === direction && drive.kind !== 'live';
  const speed = goesOn ? Math.min(2 * Math.abs(drive.speed), FASTEST) : 1;
  patchDrive(drive.id, { speed: direction * speed });
}
