import type { Moment } from '#src/core/drives/moments';
import type { Size } from '#src/core/types';
import { serialiseError } from '#src/protocol/errors';
import { namesOfMoment } from '#src/session/drives/moment-names';
import { patchNames } from '#src/store/store';

/** What a moment looks like, in words; empty where no name fits, null where none can be had. */
export async function nameMoment(
  driveId: string,
  moment: Moment,
  grid: Size,
): Promise<string | null> {
  try {
    const guesses = await namesOfMoment(driveId, moment, grid);
    return guesses.map(({ name }) => name).join(', ');
  } catch (error) {
    const failure = serialiseError(error);
    // Without the network or its tables no region has a name: the list of regions says why.
    if (/^(model|words|runtime)-/.test(failure.code)) patchNames({ error: failure });
    return null;
  }
}
