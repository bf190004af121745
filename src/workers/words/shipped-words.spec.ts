/** Rows V1, V7 and V9 of the methods' checks, with the shipped tables and what the shipped network sees. */
import { describe, expect, it } from 'vitest';
import { CLASS_LISTS, DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { withWord } from '#src/core/words/edit-vocabulary';
import { vectorOfWord } from '#src/core/words/read-word';
import { readWordTables } from '#src/core/words/tables';
import { SHIPPED_FILES } from '#src/core/words/testing/shipped-tables';
import { cosinesWith, unitRows } from '#src/core/words/vectors';
import type { Vocabulary } from '#src/core/words/vocabulary';
import { conceptsCpu } from '#src/gpu/ops/concepts/cpu';
import { scoresCpu } from '#src/gpu/ops/scores/cpu';
import { askedWords } from './asked-words';
import seen from './seen-cells.golden.json';

const tables = await readWordTables(SHIPPED_FILES);
const { dimensions } = tables.dictionary;
const { temperature } = tables.statistics;

/** Unit rows of the cells of the samples where something lies. */
function cellsOf(what: keyof typeof seen): Float32Array {
  return unitRows(new Uint8Array(Buffer.from(seen[what], 'base64')), dimensions);
}

/** The columns of a vocabulary over the temperature at some cells, as a row of pixels. */
function logitsOf(rows: Float32Array, vocabulary: Vocabulary) {
  const { vectors, columns, channels } = askedWords(tables, vocabulary);
  const width = rows.length / dimensions;
  const data = new Float32Array([...vectors.values()].flatMap((v) => [...cosinesWith(rows, v)]));
  const grid = { width, height: 1, paddedWidth: width, paddedHeight: 1 };
  const similarities = { data, classes: vectors.size, width, height: 1, stride: 1, grid };
  return { logits: conceptsCpu(similarities, columns, temperature), channels };
}

/** The mean of u, and how many cells each class or prompt takes. */
function answerOf(rows: Float32Array, vocabulary: Vocabulary = DEFAULT_VOCABULARY) {
  const { logits, channels } = logitsOf(rows, vocabulary);
  const request = { kind: 'vl4ad', temperature: 1, known: channels.known } as const;
  const { scores, classes } = scoresCpu(logits, { width: logits.width, height: 1 }, [request]);
  const u = scores[0] as Float32Array;
  const taken = new Map<string, number>();
  for (const winner of classes) {
    const { name } = channels.list[winner] as { name: string };
    taken.set(name, (taken.get(name) ?? 0) + 1);
  }
  return { u: u.reduce((sum, value) => sum + value, 0) / u.length, taken, cells: u.length };
}

describe('V1, the closed set from text alone', () => {
  it.each(['car', 'sky', 'road', 'building', 'vegetation'] as const)(
    'has the cells of a sample that show %s in this class, and knows them',
    (what) => {
      const { u, taken, cells } = answerOf(cellsOf(what));
      expect(taken.get(what)).toBeGreaterThan(0.85 * cells);
      expect(u).toBeLessThan(-0.8);
    },
  );

  it('has every class where a cell is like its own name', () => {
    for (const { name } of DEFAULT_VOCABULARY.classes)
      expect([...answerOf(vectorOfWord(tables, { word: name })).taken.keys()]).toEqual([name]);
  });
});

describe('V7, strict and FC-CLIP lists', () => {
  const fcClip = { ...DEFAULT_VOCABULARY, classes: CLASS_LISTS['fc-clip'] };

  it('boulders of a sample score higher with the strict list, and road does not', () => {
    const gainOf = (what: keyof typeof seen) =>
      answerOf(cellsOf(what)).u - answerOf(cellsOf(what), fcClip).u;
    expect(gainOf('boulder')).toBeGreaterThan(0.001);
    expect(gainOf('road')).toBeLessThan(0.0005);
  });

  it('what is like a rock is terrain with the list that has the word', () => {
    const rock = vectorOfWord(tables, { word: 'rock' });
    expect([...answerOf(rock, fcClip).taken.keys()]).toEqual(['terrain']);
    expect(answerOf(rock).u - answerOf(rock, fcClip).u).toBeGreaterThan(0.1);
  });
});

describe('V9, a caravan beside trucks', () => {
  /** Probability of a class at one cell. */
  const probabilityOf = (name: string, row: Float32Array, vocabulary: Vocabulary) => {
    const { logits, channels } = logitsOf(row, vocabulary);
    const sum = logits.data.reduce((total, logit) => total + Math.exp(logit), 0);
    const place = channels.list.findIndex((channel) => channel.name === name);
    return Math.exp(logits.data[place] as number) / sum;
  };

  it.each([false, true])('has less of a truck with the prompt, calibrated: %s', (calibrated) => {
    const caravan = vectorOfWord(tables, { word: 'caravan' });
    const truck = vectorOfWord(tables, { word: 'truck' });
    const without = { ...DEFAULT_VOCABULARY, prompts: [], calibrated };
    const prompted = withWord(without, { prompt: true }, { word: 'caravan' });
    const [before, after] = [without, prompted].map((words) =>
      probabilityOf('truck', caravan, words),
    );
    expect(after).toBeLessThan(0.5 * (before as number));
    expect(answerOf(caravan, prompted).u).toBeGreaterThan(answerOf(caravan, without).u);
    expect([...answerOf(truck, prompted).taken.keys()]).toEqual(['truck']);
  });
});
