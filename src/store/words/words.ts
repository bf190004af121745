/** What is asked and known of words for the shown picture. */
import type { Concept } from '#src/core/words/vocabulary';
import { answersToWords, wordsMethod } from '#src/methods/capabilities';
import { firstLookOf } from '#src/methods/looks';
import type { Requests } from '#src/protocol/requests';
import type { PromptSighting, WordReading } from '#src/protocol/words';
import { askedWords, methodInfo, settingsOf } from '#src/store/method-info';
import { shownPicture, shownResult, visiblePanes } from '#src/store/selectors';
import type { State } from '#src/store/state';

/** Whether a visible pane answers to words. */
export function showsWords({ view }: State): boolean {
  return visiblePanes(view).some(({ methodId }) => answersToWords(methodId));
}

/** What is to be known of the prompts; null while no pane answers to words, or nothing is typed. */
export function wantedReadings(state: State): Requests['readWords']['params'] | null {
  const { prompts, classes } = state.view.words;
  if (!showsWords(state) || prompts.length === 0) return null;
  const words = prompts.map(({ word, sense }) =>
    sense === undefined ? { word } : { word, sense },
  );
  return { words, vocabulary: { ...askedWords(state.view), classes, prompts: [] } };
}

/**
 * How the shown picture answers to the prompts; null until it has a score by the present words, so that
 * no network is started for this.
 */
export function wantedSightings(state: State): Requests['promptSightings']['params'] | null {
  const picture = shownPicture(state);
  const isAnyOn = state.view.words.prompts.some(({ off }) => !off);
  if (!wordsMethod || !picture || !showsWords(state) || !isAnyOn) return null;
  const info = methodInfo(wordsMethod.id, null);
  const settings = firstLookOf(settingsOf(info, state.view));
  const scored = shownResult(state)?.scores[wordsMethod.id]?.settings;
  const isScored = scored && JSON.stringify(firstLookOf(scored)) === JSON.stringify(settings);
  return isScored ? { pictureId: picture.id, settings } : null;
}

/** What is known of a prompt by its word; null while it is not. */
export function readingOf(state: State, { word, sense }: Concept): WordReading | null {
  const { readings } = state.words;
  const isIt = (reading: WordReading) => reading.word === word && reading.sense === sense;
  return readings?.result.find(isIt) ?? null;
}

/** How the shown picture answers to a prompt by the present words; null while that is not known. */
export function sightingOf(state: State, { word, sense }: Concept): PromptSighting | null {
  const { sightings } = state.words;
  if (!sightings || sightings.key !== JSON.stringify(wantedSightings(state))) return null;
  const isIt = (sighting: PromptSighting) => sighting.word === word && sighting.sense === sense;
  return sightings.result.find(isIt) ?? null;
}
