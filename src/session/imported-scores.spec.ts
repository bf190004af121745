import { describe, expect, it } from 'vitest';
import { invertScore } from '#src/actions/pictures/invert-score';
import { AnomalensError } from '#src/core/errors';
import { addImportedScore } from '#src/session/imported-scores';
import { asked, namesOf, openPictures } from '#src/session/testing/pictures-page';
import { scoreFiles } from '#src/store/files';
import { scoredMethods } from '#src/store/method-info';
import { getState, patchView, setPictureResult } from '#src/store/store';

const file = (methodId = 'imported:ours', name = 'a.npy') => ({
  methodId,
  blob: new Blob([name]),
  name,
  turn: false,
});
const result = () => getState().results.byPicture.a;

/** The score's histogram, from 0 to 10. */
function openWith(counts: number[], { levels = null, parts = [null] }: Partial<Answer> = {}) {
  const summaryOf = (methodId: string, parameters: Record<string, number>, sign: 1 | -1) => {
    const range = sign === 1 ? { min: 0, max: 10 } : { min: -10, max: 0 };
    const ordered = sign === 1 ? counts : [...counts].reverse();
    return {
      methodId,
      settings: { methodId, parameters, blur: false },
      range,
      histogram: { range, counts: Uint32Array.from(ordered) },
      residualNorm: null,
    };
  };
  return openPictures(['a'], {
    importScore: ({ methodId: fileId }) => ({
      scores: parts.map((part) => {
        const methodId = part === null ? fileId : `${fileId}/${part}`;
        const summary = summaryOf(methodId, {}, 1);
        const inverted = summaryOf(methodId, { inverted: 1 }, -1);
        return { methodId, part, unit: null, levels, summary, inverted };
      }),
      notes: ['Odd.'],
      turn: 'none',
    }),
  });
}

interface Answer {
  levels: number[] | null;
  parts: (string | null)[];
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
      scores: { 'imported:ours': { range: { min: 0, max: 10 } } },
      imported: [
        {
          id: 'imported:ours',
          title: 'ours',
          isConstant: false,
          isInverted: false,
          shown: { range: { min: 0, max: 10 } },
          other: { range: { min: -10, max: 0 } },
        },
      ],
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
    await addImportedScore('a', file('imported:theirs', 'b.npy'));
    expect(result()?.imported.map(({ title }) => title)).toEqual(['ours', 'theirs']);
    expect(Object.keys(result()?.scores ?? {})).toEqual(['imported:ours', 'imported:theirs']);
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
    expect(result()?.imported[0]?.shown.defaultThreshold).toBe(threshold);
  });

  it('takes the place of an earlier file of its method', async () => {
    openWith([1]);
    expect((await addImportedScore('a', file())).replaced).toBeNull();
    const [before] = result()?.imported ?? [];
    const later = file('imported:ours', 'later.npy');
    expect((await addImportedScore('a', later)).replaced).toBe('a.npy');
    expect(scoreFiles.get('a')).toEqual([later]);
    expect(result()?.imported).toHaveLength(1);
    expect(result()?.imported[0]?.serial).not.toBe(before?.serial);
  });

  it('is one method for each part of its file, named after both', async () => {
    openWith([1], { parts: ['MSP', 'Entropy'] });
    const { methods, notes } = await addImportedScore('a', file());
    expect(methods.map(({ id, fileId, title }) => [id, fileId, title])).toEqual([
      ['imported:ours/MSP', 'imported:ours', 'ours: MSP'],
      ['imported:ours/Entropy', 'imported:ours', 'ours: Entropy'],
    ]);
    expect(notes).toEqual(['Odd.']);
  });

  it('that is the same everywhere says so', async () => {
    openWith([1], { levels: [0.5] });
    const { methods, notes } = await addImportedScore('a', file());
    expect(methods[0]).toMatchObject({ isConstant: true });
    expect(notes).toEqual(['Odd.', 'ours is the same everywhere.']);
    expect(methods[0]?.shown.defaultThreshold).toBeGreaterThan(0.5);
  });

  it('of two values starts between them, either way round', async () => {
    openWith([1], { levels: [0, 1] });
    const { methods } = await addImportedScore('a', file());
    expect([methods[0]?.shown.defaultThreshold, methods[0]?.other?.defaultThreshold]).toEqual([
      0.5, -0.5,
    ]);
  });
});

describe('a score whose low values mean unknown', () => {
  const shown = () => result()?.imported[0];

  it('is turned round with its range, threshold and settings, and back', async () => {
    openWith([990, 0, 0, 0, 10]);
    await addImportedScore('a', file());
    patchView({ thresholds: { 'imported:ours': 3, entropy: 0.4 } });
    const settings = () =>
      scoredMethods(result() ?? null, { ...getState().view, parameters: {} }).map(
        (scored) => scored.settings,
      );
    expect(settings()).toEqual([{ methodId: 'imported:ours', parameters: {}, blur: false }]);
    invertScore('ours', true);
    expect(shown()).toMatchObject({ isInverted: true, shown: { range: { min: -10, max: 0 } } });
    expect(settings()).toEqual([
      { methodId: 'imported:ours', parameters: { inverted: 1 }, blur: false },
    ]);
    expect(getState().view.thresholds).toEqual({ entropy: 0.4 });
    invertScore('ours', false);
    expect(shown()).toMatchObject({ isInverted: false, shown: { range: { min: 0, max: 10 } } });
    expect(getState().view.invertedScores).toEqual([]);
  });

  it('is remembered for later files of its method, and for no other', async () => {
    openWith([1]);
    patchView({ invertedScores: ['ours'] });
    await addImportedScore('a', file());
    await addImportedScore('a', file('imported:theirs'));
    expect(result()?.imported.map(({ isInverted }) => isInverted)).toEqual([true, false]);
  });

  it('is told where it is applied', async () => {
    openWith([1]);
    patchView({ invertedScores: ['ours'] });
    expect((await addImportedScore('a', file())).remembered).toEqual(['ours']);
    expect((await addImportedScore('a', file('imported:theirs'))).remembered).toEqual([]);
  });

  it.each([
    [null, 'own score'],
    ['first', 'own score: first'],
  ])('is not remembered where nothing names the method: part %s', async (part, title) => {
    openWith([1], { parts: [part] });
    const unnamed = file('imported:own score');
    await addImportedScore('a', unnamed);
    invertScore(title, true);
    expect(shown()?.isInverted).toBe(true);
    expect(getState().view.invertedScores).toEqual([]);
    patchView({ invertedScores: [title] }); // as an earlier version kept it
    const later = file('imported:own score', 'later.npy');
    const { remembered } = await addImportedScore('a', later);
    expect([shown()?.isInverted, remembered]).toEqual([false, []]);
  });
});
