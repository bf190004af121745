import { describe, expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import { addImportedScore } from '#src/session/imported-scores';
import { asked, namesOf, openPictures } from '#src/session/testing/pictures-page';
import { scoreFiles } from '#src/store/files';
import { getState, setPictureResult } from '#src/store/store';

const file = (methodId = 'imported-1', name = 'a.npy') => ({
  methodId,
  blob: new Blob([name]),
  name,
});
const result = () => getState().results.byPicture.a;

/** The score's histogram, from 0 to 10. */
function openWith(counts: number[]) {
  const range = { min: 0, max: 10 };
  return openPictures(['a'], {
    importScore: ({ methodId }) => ({
      methodId,
      settings: { methodId, parameters: {}, blur: false },
      range,
      histogram: { range, counts: Uint32Array.from(counts) },
      residualNorm: null,
    }),
  });
}

describe('an imported score', () => {
  it('is a method of its picture, which is sent first', async () => {
    const engine = openWith([50, 50]);
    const imported = file();
    await addImportedScore('a', imported);
    expect(namesOf(engine)).toEqual(['loadPicture', 'importScore']);
    expect(asked(engine, 'importScore')).toEqual([{ pictureId: 'a', ...imported }]);
    expect(scoreFiles.get('a')).toEqual([imported]);
    expect(result()).toMatchObject({
      revision: 0,
      scores: { 'imported-1': { range: { min: 0, max: 10 } } },
      imported: [{ id: 'imported-1', title: 'a.npy', range: { min: 0, max: 10 } }],
      roadLikeness: {},
      errors: {},
    });
  });

  it('stands beside the others and what else is known', async () => {
    openWith([1]);
    const errors = { rpl: { key: '', error: { code: 'internal', message: '', retryable: false } } };
    setPictureResult('a', {
      revision: 4,
      scores: {},
      imported: [],
      roadLikeness: { rpl: { share: 1, leastShare: 0, looksLikeRoad: true } },
      errors: errors as never,
    });
    await addImportedScore('a', file());
    await addImportedScore('a', file('imported-2', 'b.npy'));
    expect(result()?.imported.map(({ title }) => title)).toEqual(['a.npy', 'b.npy']);
    expect(Object.keys(result()?.scores ?? {})).toEqual(['imported-1', 'imported-2']);
    expect(scoreFiles.get('a')).toHaveLength(2);
    expect(result()).toMatchObject({ revision: 4, roadLikeness: { rpl: { share: 1 } }, errors });
  });

  it('that cannot be used leaves nothing behind', async () => {
    openPictures(['a'], {
      importScore: () => {
        throw new AnomalensError('score-unreadable', 'No.');
      },
    });
    await expect(addImportedScore('a', file())).rejects.toMatchObject({ code: 'score-unreadable' });
    expect(scoreFiles.has('a')).toBe(false);
    expect(result()).toBeUndefined();
  });

  it.each([
    ['one per cent in the last bin', [990, 0, 0, 0, 10], 8],
    ['less than one per cent in the last bin', [989, 0, 0, 2, 9], 6],
    ['all in one bin', [100], 0],
    ['nothing', [0, 0], 5],
  ])('has the threshold that one per cent lies above: %s', async (_name, counts, threshold) => {
    openWith(counts);
    await addImportedScore('a', file());
    expect(result()?.imported[0]?.defaultThreshold).toBe(threshold);
  });
});
