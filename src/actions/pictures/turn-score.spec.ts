import { expect, it } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { ScoreTurn } from '#src/core/score-files/turn-score';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import { addImportedScore } from '#src/session/imported-scores';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { getState } from '#src/store/store';
import { invertScore } from './invert-score';
import { turnScore } from './turn-score';

const ID = 'imported:own score';
const file = (name: string) => ({ methodId: ID, blob: new Blob([name]), name, turn: false });
const imported = (id: string) => getState().results.byPicture[id]?.imported[0];

/** Pictures that EXIF turned, and c, whose score only fits as it lies. */
async function openTurned(refused = false) {
  const answer = createFakeEngine().request.bind(createFakeEngine());
  const engine = openPictures(['a', 'b', 'c'], {
    importScore: async (params) => {
      if (params.turn && refused) throw new AnomalensError('score-unreadable', 'It is gone.');
      const result = await answer('importScore', params);
      const fits: ScoreTurn = params.turn ? 'applied' : 'offered';
      return { ...result, turn: params.pictureId === 'c' ? 'none' : fits };
    },
  });
  for (const id of ['a', 'b', 'c']) await addImportedScore(id, file(`${id}.npy`));
  return engine;
}

it('the scores of a method are turned beside all pictures where both ways fit', async () => {
  const engine = await openTurned();
  await turnScore(ID, true);
  expect(asked(engine, 'importScore').map(({ name, turn }) => [name, turn])).toEqual([
    ['a.npy', false],
    ['b.npy', false],
    ['c.npy', false],
    ['a.npy', true],
    ['b.npy', true],
  ]);
  expect(['a', 'b', 'c'].map((id) => imported(id)?.turn)).toEqual(['applied', 'applied', 'none']);
  await turnScore(ID, false);
  expect(['a', 'b', 'c'].map((id) => imported(id)?.turn)).toEqual(['offered', 'offered', 'none']);
});

it('a score that is turned keeps its direction', async () => {
  await openTurned();
  invertScore('own score', true);
  await turnScore(ID, true);
  expect(imported('a')).toMatchObject({ turn: 'applied', isInverted: true });
});

it('those that cannot be read any more say so in one notice', async () => {
  await openTurned(true);
  await turnScore(ID, true);
  expect(getState().notices.list.map(({ text }) => text)).toEqual([
    'a.npy: It is gone. b.npy: It is gone.',
  ]);
});
