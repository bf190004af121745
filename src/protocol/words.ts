/** Words: their vectors, the names of what is seen, and where a picture answers to them. */
import type { SmallMap } from '#src/core/set/small-map';
import type { WordChoice } from '#src/core/words/columns';
import type { Completion } from '#src/core/words/dictionary';
import type { NameGuess } from '#src/core/words/naming';
import type { ReadWord } from '#src/core/words/read-word';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { NearestClass } from '#src/core/words/word-distance';
import type { EncodedPicture, FrameSource } from '#src/protocol/pictures';
import type { MethodSettings } from '#src/protocol/scores';
import type { PaneView } from '#src/protocol/view';

/** The tables of words are loaded with the first of these. @throws AnomalensError `words-*`, of the model. */
export interface WordsRequests {
  /** Entries of the dictionary that begin with some letters. */
  completeWord: { params: { prefix: string; most: number }; result: Completion[] };
  /** Names of the dictionary that answer to a text someone searches for. */
  namesMeant: { params: { text: string }; result: string[] };
  /** What is known of words, in their order, beside a vocabulary that may hold them already. */
  readWords: {
    params: { words: readonly WordChoice[]; vocabulary: Vocabulary };
    result: WordReading[];
  };
  /** The unit vector of a word. @throws AnomalensError `word-unknown`. */
  wordVector: { params: WordChoice; result: { vector: Float32Array<ArrayBuffer> } };
  /** How a loaded picture answers to the prompts of some settings that are switched on, in order. */
  promptSightings: {
    params: { pictureId: string; settings: MethodSettings };
    result: PromptSighting[];
  };
  /** Cosines of a loaded picture with a word. @throws AnomalensError `word-unknown`. */
  wordMap: {
    params: { pictureId: string } & WordChoice & Pick<Vocabulary, 'encoder'>;
    result: SmallMap;
  };
  /** Names from the dictionary for the regions that a pane lists, in order of their ids. */
  nameRegions: {
    params: { pictureId: string; minArea: number } & Pick<
      PaneView,
      'settings' | 'threshold' | 'removal' | 'leftOut'
    >;
    result: NamedRegion[];
  };
  /**
   * The nearest of some names for a picture, or for each region of its mask, best first; the picture
   * need not be loaded, and is not kept.
   * @throws AnomalensError `word-unknown` that names all strings without a meaning, `label-*` of the
   * mask, `picture-*`.
   */
  namePicture: {
    params: {
      source: FrameSource;
      names: readonly string[];
      /**
       * Each value but 0 is one region, named by it; where 255 is the one value, it is region 1.
       */
      mask: EncodedPicture | null;
      /** How many names are wanted. */
      most: number;
    };
    result: NamedPart[];
  };
}

/** What is known of a word beside a vocabulary. */
export interface WordReading extends WordChoice, Pick<ReadWord, 'reads' | 'from' | 'senses'> {
  /** Class that has it as a concept, whether on or off; null for none. */
  equals: string | null;
  /** Null for an unknown word, and where no class has a word. */
  nearest: NearestClass | null;
}

export interface PromptSighting extends WordChoice {
  /** Whether it is the best of all columns at its best place: if not, it is hardly there. */
  isSeen: boolean;
  /** Share of the picture where it is the best of all columns, 0..1. */
  share: number;
  /** Its highest cosine, before what calibration takes off. */
  best: number;
}

export interface NamedRegion {
  id: number;
  /** The three nearest, best first; empty where no name fits. */
  names: NameGuess[];
}

/** A picture, or a region of its mask by the id of its pixels. */
export interface NamedPart {
  region: number | null;
  names: NameGuess[];
}
