/** Words of four dimensions, and a picture that shows some of them in vertical stripes. */
import type { Dictionary } from '#src/core/words/dictionary';
import type { WordTables } from '#src/core/words/tables';
import { normalise } from '#src/core/words/vectors';
import type { Vocabulary } from '#src/core/words/vocabulary';
import type { Tensor, Tensors } from '#src/models/tensor-session';
import type { PreparedPromptNetwork } from '#src/workers/state/context';

export const WORDS_NETWORK = 'vision-language';
export const SIMILARITY_GRAPH = 'similarity';
const DIMENSIONS = 4;

/** The last sense of "crane" is the bird. */
const ENTRIES: readonly (readonly [
  names: string,
  category: string,
  vector: number[],
  gloss?: string,
])[] = [
  ['road', 'street', [1, 0, 0, 0]],
  ['car|auto', 'artifact', [0, 1, 0, 0]],
  ['cow', 'animal', [0, 0, 1, 0]],
  ['horse', 'animal', [0, 0, 0.9, 0.4]],
  ['tree', 'street', [0, 0, 0, 1]],
  ['crane', 'artifact', [0, 1, 0, 1], 'lifts loads'],
  ['crane', 'animal', [0, 0, 1, 1], 'a wading bird'],
];

const unit = (values: readonly number[]): Float32Array<ArrayBuffer> => {
  const vector = Float32Array.from(values);
  normalise(vector);
  return vector;
};

function fakeDictionary(): Dictionary {
  const byLemma = new Map<string, number[]>();
  const entries = ENTRIES.map(([names, category, , gloss = ''], index) => {
    const lemmas = names.split('|');
    for (const lemma of lemmas) byLemma.set(lemma, [...(byLemma.get(lemma) ?? []), index]);
    return { lemmas, category, parent: -1, gloss };
  });
  const vectors = Float32Array.from(ENTRIES.flatMap(([, , vector]) => [...unit(vector)]));
  return { entries, vectors, dimensions: DIMENSIONS, byLemma };
}

/** Pieces are the letters `x` and `y`; a text without either is unknown. Ordinary pixels are road, one in ten a cow. */
export function fakeTables(): WordTables {
  const ids = (text: string) => [...text].map((letter) => 'xy'.indexOf(letter));
  return {
    dictionary: fakeDictionary(),
    pieces: {
      split: (text) => ids(text).filter((id) => id >= 0),
      bias: new Float32Array(DIMENSIONS),
      scales: Float32Array.of(1, 1),
      rows: Int8Array.from([0, 100, 50, 0, 0, 0, 50, 100]),
    },
    spelling: { exceptions: new Map(), other: new Map() },
    ordinary: Float32Array.from(
      Array.from({ length: 10 }, (_, i) => [
        ...unit(i === 0 ? [0.2, 0, 1, 0] : [1, 0, 0.2, 0]),
      ]).flat(),
    ),
    statistics: {
      temperature: 0.1,
      namingMean: new Float32Array(DIMENSIONS),
      leastNameSimilarity: 0.6,
      near: 0.9,
      middle: 0.5,
      alpha: 0.05,
    },
  };
}

export const FAKE_VOCABULARY: Vocabulary = {
  classes: [
    { name: 'road', concepts: [{ word: 'road' }] },
    { name: 'car', concepts: [{ word: 'car' }, { word: 'tree', off: true }] },
  ],
  merges: [],
  prompts: [{ word: 'cow', off: true }],
  ensemble: true,
  calibrated: false,
  alpha: 0.05,
};

/** What stands in the columns of the embedding from left to right, a quarter each. */
const STRIPES = [
  [2, 0, 0, 0],
  [0, 3, 0, 0],
  [0, 0, 4, 0],
  [0, 0, 1, 1],
];

/** `[DIMENSIONS, height, width]`: road, car, cow, and what lies between a cow and a tree. */
export function stripedEmbedding(width: number, height: number): Float32Array {
  return Float32Array.from({ length: DIMENSIONS * width * height }, (_, i) => {
    const stripe = Math.floor(((i % width) * STRIPES.length) / width);
    return (STRIPES[stripe] as number[])[Math.floor(i / (width * height))] as number;
  });
}

/** Cosines as the graph computes them. @param runs gets a line per run, with the number of concepts. */
export function fakeSimilarity(runs: string[]): PreparedPromptNetwork {
  const entry = { id: SIMILARITY_GRAPH, kind: 'similarity' };
  const run = async (feeds: Tensors): Promise<Tensors> => {
    const { data, dims } = feeds.embedding as Tensor;
    const [, channels, height, width] = dims as [number, number, number, number];
    const { data: concepts, dims: listed } = feeds.concepts as Tensor;
    const count = listed[0] as number;
    runs.push(`${SIMILARITY_GRAPH} ${count}`);
    const plane = width * height;
    const cosines = new Float32Array(count * plane);
    for (let i = 0; i < plane; i++) {
      const v = unit(Array.from({ length: channels }, (_, c) => data[c * plane + i] as number));
      for (let k = 0; k < count; k++)
        for (let c = 0; c < channels; c++)
          (cosines[k * plane + i] as number) +=
            (v[c] as number) * (concepts[k * channels + c] as number);
    }
    return { similarities: { data: cosines, dims: [1, count, height, width] } };
  };
  return { entry, network: { entry, run }, info: {} } as unknown as PreparedPromptNetwork;
}
