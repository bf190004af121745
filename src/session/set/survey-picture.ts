import { LEAST_OBJECT } from '#src/core/set/small-map';
import { type SerialisedError, serialiseError } from '#src/protocol/errors';
import { ask } from '#src/session/held-pictures';
import { rememberSurvey, surveyBefore } from '#src/session/set/remembered-surveys';
import { pictureSources } from '#src/store/files';
import { keepEntry, noteDuration } from '#src/store/set/keep-survey';
import type { SetEntry } from '#src/store/set/set-slice';
import type { WantedSurvey } from '#src/store/set/wanted-survey';
import { getState, patchNames } from '#src/store/store';

/** What is known of the picture stays when its names alone were asked for. */
function failed({ pictureId, key, named }: WantedSurvey, error: SerialisedError): SetEntry {
  const known = getState().set.byPicture[pictureId]?.find((entry) => entry.key === key)?.survey;
  if (!named || !known) return { key, survey: null, error };
  return { key, survey: { ...known, naming: { names: null, error } }, error: null };
}

/** A network or table that cannot be had is the same for every picture; others are asked on. */
function stopWithoutWords(error: SerialisedError | null): void {
  if (error && /^(model|words|runtime)-/.test(error.code)) patchNames({ error });
}

/** Looks at one picture in the background. Its failure is part of what is known of the set. */
export async function surveyPicture(wanted: WantedSurvey): Promise<void> {
  const { pictureId, key, settings, threshold, leftOut, info, named } = wanted;
  // What the stage has analysed costs no run of a network.
  const isAnalysed = getState().pictures.byId[pictureId]?.state === 'ready';
  const before = await surveyBefore(wanted);
  if (before) return keepEntry(pictureId, { key, survey: before, error: null });
  const start = performance.now();
  try {
    const source = info.imported ? null : ((await pictureSources.get(pictureId)?.open()) ?? null);
    const flagShare = LEAST_OBJECT;
    const asked = { pictureId, source, settings, threshold, leftOut, flagShare, named };
    const survey = await ask('survey', asked);
    keepEntry(pictureId, { key, survey, error: null });
    stopWithoutWords(survey.naming?.error ?? null);
    void rememberSurvey(wanted, survey);
    if (!isAnalysed) noteDuration(performance.now() - start);
  } catch (error) {
    keepEntry(pictureId, failed(wanted, serialiseError(error)));
  }
}
