/** What the fake engine answers about words. */
import { REGIONS, SIZE } from '#src/engine-client/testing/fake-regions';
import type { Requests } from '#src/protocol/requests';
import type { WordsRequests } from '#src/protocol/words';

type Answers = {
  [N in keyof WordsRequests]: (params: Requests[N]['params']) => Requests[N]['result'];
};

export const WORD_ANSWERS: Answers = {
  completeWord: ({ prefix }) => [{ word: `${prefix}w`, category: 'animal' }],
  namesMeant: ({ text }) => (text === 'cattle' ? ['cattle', 'cow'] : []),
  readWords: ({ words }) =>
    words.map((choice) => ({
      ...choice,
      reads: choice.word,
      from: 'dictionary',
      senses: [],
      equals: null,
      nearest: { className: 'road', similarity: 0.2, distance: 'far' },
    })),
  wordVector: () => ({ vector: Float32Array.of(1, 0) }),
  wordMap: () => ({
    ...SIZE,
    range: { min: 0, max: 1 },
    levels: new Uint8Array(SIZE.width * SIZE.height).fill(1),
  }),
  promptSightings: ({ settings }) =>
    (settings.words?.prompts ?? [])
      .filter(({ off }) => !off)
      .map(({ word }) => ({ word, isSeen: true, share: 0.1, best: 0.4 })),
  nameRegions: () =>
    REGIONS.map(({ id }, i) => ({ id, names: i === 0 ? [{ name: 'cow', similarity: 0.6 }] : [] })),
  namePicture: ({ names, most }) => [
    { region: null, names: names.slice(0, most).map((name) => ({ name, similarity: 0.5 })) },
  ],
};
