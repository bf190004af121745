import { LEAST_OBJECT } from '#src/core/set/small-map';
import { serialiseError } from '#src/protocol/errors';
import { ask } from '#src/session/held-pictures';
import { pictureSources } from '#src/store/files';
import { keepEntry, noteDuration } from '#src/store/set/keep-survey';
import type { WantedSurvey } from '#src/store/set/wanted-survey';
import { getState } from '#src/store/store';

/** Looks at one picture in the background. Its failure is part of what is known of the set. */
export async function surveyPicture(wanted: WantedSurvey): Promise<void> {
  const { pictureId, key, settings, threshold, leftOut, info } = wanted;
  // What the stage has analysed costs no run of a network.
  const isAnalysed = getState().pictures.byId[pictureId]?.state === 'ready';
  const start = performance.now();
  try {
    const source = info.imported ? null : ((await pictureSources.get(pictureId)?.open()) ?? null);
    const flagShare = LEAST_OBJECT;
    const asked = { pictureId, source, settings, threshold, leftOut, flagShare };
    const survey = await ask('survey', asked);
    keepEntry(pictureId, { key, survey, error: null });
    if (!isAnalysed) noteDuration(performance.now() - start);
  } catch (error) {
    keepEntry(pictureId, { key, survey: null, error: serialiseError(error) });
  }
}
