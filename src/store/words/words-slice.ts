/** What the page knows of typed words beside the vocabulary, which is part of the view. */
import type { History } from '#src/core/history';
import type { SmallMap } from '#src/core/set/small-map';
import type { WordChoice } from '#src/core/words/columns';
import type { Completion } from '#src/core/words/dictionary';
import type { WordPlace } from '#src/core/words/read-word';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { SerialisedError } from '#src/protocol/errors';
import type { PromptSighting, WordReading } from '#src/protocol/words';

/** An answer of the worker, with all that it depends on as text. */
interface Answer<T> {
  key: string;
  result: T;
}

interface WordMapAnswer extends WordChoice {
  pictureId: string;
  /** Null while the worker is asked. */
  map: SmallMap | null;
}

export interface WordsSlice {
  /** Null before the first edit. */
  history: History<Vocabulary> | null;
  /** Why the last edit was refused, and where it was made; null place: of the whole. */
  refusal: { place: WordPlace | null; error: SerialisedError } | null;
  /** What goes on as the text begins that was typed last. */
  completions: { prefix: string; list: readonly Completion[] };
  /** What is known of the prompts, in their order. */
  readings: Answer<readonly WordReading[]> | null;
  /** How the shown picture answers to the prompts that are switched on, in their order. */
  sightings: Answer<readonly PromptSighting[]> | null;
  /** Where the shown picture is like a word. */
  map: WordMapAnswer | null;
  /** Why the last question about words has no answer. */
  error: SerialisedError | null;
}

export function initialWords(): WordsSlice {
  return {
    history: null,
    refusal: null,
    completions: { prefix: '', list: [] },
    readings: null,
    sightings: null,
    map: null,
    error: null,
  };
}
