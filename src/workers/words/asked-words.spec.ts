import { describe, expect, it } from 'vitest';
import type { Vocabulary } from '#src/core/words/vocabulary';
import { FAKE_VOCABULARY, fakeTables } from '#src/workers/testing/fake-words';
import { askedWords } from './asked-words';

const asked = (changes: Partial<Vocabulary> = {}) =>
  askedWords(fakeTables(), { ...FAKE_VOCABULARY, ...changes });
const COW = [{ word: 'cow' }];

describe('words that are asked for', () => {
  it('are those that are switched on: classes, then prompts', () => {
    const { vectors, columns, channels, prompts } = asked({ prompts: COW });
    expect([...vectors.keys()]).toEqual(['["road"]', '["car"]', '["cow"]']);
    expect(columns).toEqual([0, 1, 2].map((place) => ({ concepts: [place], offset: 0 })));
    expect(channels).toEqual({
      list: [
        { name: 'road', first: 'road', colour: '#804080' },
        { name: 'car', first: 'car', colour: '#00008e' },
        { name: 'cow', colour: '#ff2e93' },
      ],
      known: 2,
    });
    expect(prompts).toEqual(COW);
  });

  it('of merged classes are one column, of the name and colour of its first member', () => {
    const { channels, columns } = asked({ merges: [['car', 'road']] });
    expect(channels.list).toEqual([{ name: 'road + car', first: 'road', colour: '#804080' }]);
    expect(columns).toEqual([{ concepts: [0, 1], offset: 0 }]);
  });

  it('take off calibrated prompts what they would steal of ordinary pixels', () => {
    const offsetOf = (alpha: number, calibrated = true) =>
      asked({ prompts: COW, calibrated, alpha }).columns[2]?.offset;
    // One of the ten ordinary pixels is a cow by .2 less than 1; the others are far from it.
    expect(offsetOf(0.05)).toBeCloseTo(0.8 / Math.hypot(1, 0.2), 6);
    expect(offsetOf(0.1)).toBe(0);
    expect(offsetOf(0.05, false)).toBe(0);
  });

  it('are left out where they mean nothing', () => {
    const { vectors, prompts, channels } = asked({
      classes: [
        { name: 'road', concepts: [{ word: 'zzz' }, { word: 'road' }, { word: '!' }] },
        { name: 'sky', concepts: [{ word: 'zzz' }] },
      ],
      prompts: [{ word: 'zzz' }, { word: 'tree' }],
    });
    expect([...vectors.keys()]).toEqual(['["road"]', '["tree"]']);
    expect(prompts).toEqual([{ word: 'tree' }]);
    expect(channels.known).toBe(1);
  });

  it('are refused where no class is left', () => {
    expect(() => asked({ classes: [{ name: 'sky', concepts: [{ word: 'zzz' }] }] })).toThrow(
      expect.objectContaining({ code: 'words-none' }),
    );
  });

  it('are others where the encoder has read them than where they are put together', () => {
    const tables = fakeTables();
    const vocabulary = { ...FAKE_VOCABULARY, prompts: [{ word: 'xy' }], calibrated: true };
    const encoded = new Map([['xy', Float32Array.of(0, 0, 1, 0)]]);
    const [pieces, exact] = [tables, { ...tables, encoded }].map((of) =>
      askedWords(of, vocabulary),
    );
    expect([...(pieces?.vectors.keys() ?? [])].at(-1)).toBe('["xy"]');
    expect([...(exact?.vectors ?? [])].at(-1)).toEqual([
      'encoded ["xy"]',
      Float32Array.of(0, 0, 1, 0),
    ]);
    // What is kept of ordinary pixels is that of the vector: pieces of this word are not seen there.
    const again = askedWords(tables, vocabulary);
    expect(again.columns).toEqual(pieces?.columns);
    expect(exact?.columns).not.toEqual(pieces?.columns);
  });

  it('differ by their sense', () => {
    const sense = 'a wading bird';
    const { vectors } = asked({ prompts: [{ word: 'crane' }, { word: 'crane', sense }] });
    const [machine, bird] = [vectors.get('["crane"]'), vectors.get(`["crane","${sense}"]`)];
    expect([machine?.[1], bird?.[1]].map((value) => value !== 0)).toEqual([true, false]);
  });
});
