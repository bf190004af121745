import { AnomalensError } from '#src/core/errors';
import { metricHeadMethod } from '#src/methods/capabilities';
import { serialiseError } from '#src/protocol/errors';
import { notify } from '#src/session/notices';
import { dropUnused } from '#src/session/open-world/drop-unused';
import { summaryOf } from '#src/store/models';
import { readLearnt } from '#src/store/open-world/learnt-schema';
import { getState, patchOpenWorld } from '#src/store/store';

/** Replaces the learnt classes by those of a file. What is wrong with it shows as the error. */
export async function loadLearnt(file: File): Promise<void> {
  try {
    const { network, classes } = readLearnt(await file.text());
    const present = summaryOf(getState(), metricHeadMethod.model);
    if (!present)
      throw new AnomalensError(
        'learnt-unreadable',
        'The networks have not been listed yet. Try again in a moment.',
        true,
      );
    if (present.sha256 !== network)
      throw new AnomalensError(
        'learnt-unreadable',
        `These classes were learnt with another network than the present one of ${metricHeadMethod.title}.`,
      );
    const { openWorld } = getState();
    if (openWorld.learning)
      throw new AnomalensError(
        'learnt-unreadable',
        'A class is being learnt. Load the file when that is done.',
        true,
      );
    patchOpenWorld({ classes, error: null });
    dropUnused(openWorld.classes.flatMap(({ shots }) => shots));
    notify({ kind: 'info', text: `${file.name}: ${classes.map(({ name }) => name).join(', ')}.` });
  } catch (error) {
    const { message, ...rest } = serialiseError(error);
    patchOpenWorld({ error: { ...rest, message: `${file.name}: ${message}` } });
  }
}
