import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerToWords } from '#src/actions/words/answer-to-words';
import { showWordMap } from '#src/actions/words/show-word-map';
import { AnomalensError } from '#src/core/errors';
import { withWord } from '#src/core/words/edit-vocabulary';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { analyzeSelected } from '#src/session/analyze-picture';
import { followAnalysis } from '#src/session/followers/analysis';
import { followWords } from '#src/session/followers/words';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import type { PictureResult, ScoreResult } from '#src/store/results-slice';
import { getState, patchResults, patchView } from '#src/store/store';
import { readingOf, showsWords, sightingOf } from '#src/store/words/words';

const COW = { word: 'cow' };
let engine: FakeEngine;
let isDamaged = false;
let stops: (() => void)[] = [];

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('reportError', (error: unknown) => expect.unreachable(String(error)));
  isDamaged = false;
  engine = openPictures(['a'], {
    readWords: ({ words }) => {
      if (isDamaged) throw new AnomalensError('words-unreadable', 'The dictionary is damaged.');
      const nearest = { className: 'car', similarity: 0.2, distance: 'far' as const };
      return words.map((choice) => ({
        ...choice,
        reads: choice.word,
        from: 'dictionary',
        senses: [],
        equals: null,
        nearest,
      }));
    },
    promptSightings: () => [{ ...COW, isSeen: true, share: 0.25, best: 0.5 }],
    wordMap: () => ({
      width: 1,
      height: 1,
      range: { min: 0, max: 1 },
      levels: new Uint8Array(1),
    }),
  });
  patchView({ shownId: 'a' });
  stops = [followAnalysis(), followWords()];
  await analyzeSelected();
});
afterEach(() => {
  for (const stop of stops) stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const quiet = () => vi.advanceTimersByTimeAsync(1000);
const lookFor = (word: string) =>
  patchView({ words: withWord(getState().view.words, { prompt: true }, { word }) });

describe('typed words', () => {
  it('are asked about when a pane answers to words', async () => {
    lookFor('cow');
    await quiet();
    expect(asked(engine, 'readWords')).toEqual([]);
    answerToWords();
    expect(showsWords(getState())).toBe(true);
    await quiet();
    expect(readingOf(getState(), COW)).toMatchObject({ nearest: { className: 'car' } });
    expect(readingOf(getState(), { ...COW, sense: 'cattle' })).toBeNull();
    expect(sightingOf(getState(), COW)).toMatchObject({ isSeen: true, share: 0.25 });
  });

  it('are seen by the present words alone, once these have a score', async () => {
    answerToWords();
    await quiet();
    expect(asked(engine, 'promptSightings')).toEqual([]); // none is switched on
    lookFor('cow');
    expect(sightingOf(getState(), COW)).toBeNull();
    await quiet();
    expect(asked(engine, 'promptSightings')).toHaveLength(1);
    expect(asked(engine, 'promptSightings')[0]?.settings.words).toEqual(getState().view.words);
    patchView({ words: { ...getState().view.words, ensemble: false } });
    expect(sightingOf(getState(), COW)).toBeNull();
    await quiet();
    expect(sightingOf(getState(), COW)).not.toBeNull();
  });

  it('that cannot be asked about are told with the reason', async () => {
    isDamaged = true;
    answerToWords();
    await quiet();
    expect(getState().words.error).toMatchObject({ code: 'words-unreadable' });
    isDamaged = false;
    lookFor('cow');
    await quiet();
    expect(getState().words.error).toBeNull();
  });

  it('are asked about again when words have given a score, since their tables came with it', async () => {
    stops[0]?.();
    isDamaged = true;
    answerToWords();
    await quiet();
    expect(getState().words.error).not.toBeNull();
    expect(asked(engine, 'readWords')).toHaveLength(1);
    isDamaged = false;
    const result = getState().results.byPicture.a as PictureResult;
    const [score] = Object.values(result.scores) as [ScoreResult];
    patchResults({ byPicture: { a: { ...result, scores: { vl4ad: score } } } });
    await quiet();
    expect(asked(engine, 'readWords')).toHaveLength(2);
    expect(getState().words.error).toBeNull();
  });

  it('have no map of another picture', async () => {
    await showWordMap(COW);
    expect(getState().words.map).not.toBeNull();
    patchView({ shownId: null });
    expect(getState().words.map).toBeNull();
  });
});
