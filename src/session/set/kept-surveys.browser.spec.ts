import { beforeEach, expect, it } from 'vitest';
import type { Survey } from '#src/protocol/survey';
import { keepSurvey, keptSurvey } from './kept-surveys';

function surveyOf(pictureId: string, objects: number[]): Survey {
  return {
    pictureId,
    threshold: 0.5,
    shareAbove: 0.1,
    objects,
    meanScore: 0.2,
    flagScore: null,
    map: { width: 2, height: 1, range: { min: 0, max: 1 }, levels: Uint8Array.of(1, 255) },
  };
}

/** Keys of this run alone: the database outlives it. */
let run = '';
beforeEach(() => {
  run = crypto.randomUUID();
});

it('what is kept of a picture comes back for the same picture under another id', async () => {
  await keepSurvey(`${run} a`, surveyOf('first-visit', [0.2]));
  const kept = await keptSurvey(`${run} a`);
  const { pictureId: _gone, ...survey } = surveyOf('', [0.2]);
  expect(kept).toEqual(survey);
  expect(await keptSurvey(`${run} b`)).toBeNull();
});

it('the later answer takes the place of the former', async () => {
  await keepSurvey(`${run} a`, surveyOf('x', [0.2]));
  await keepSurvey(`${run} a`, surveyOf('x', [0.3, 0.1]));
  expect((await keptSurvey(`${run} a`))?.objects).toEqual([0.3, 0.1]);
});

it('of very many those go that were not used for the longest time', async () => {
  const writing: Promise<void>[] = [];
  await keepSurvey(`${run} first`, surveyOf('x', [0.5]));
  await keepSurvey(`${run} second`, surveyOf('x', [0.5]));
  for (let count = 0; count < 2050; count++)
    writing.push(keepSurvey(`${run} ${count}`, surveyOf('x', [])));
  await Promise.all(writing);
  expect(await keptSurvey(`${run} first`)).not.toBeNull(); // used now
  for (let count = 0; count < 100; count++)
    writing.push(keepSurvey(`${run} more ${count}`, surveyOf('x', [])));
  await Promise.all(writing);
  expect(await keptSurvey(`${run} second`)).toBeNull();
  expect(await keptSurvey(`${run} first`)).not.toBeNull();
});
