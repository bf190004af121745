import { afterEach, expect, it, vi } from 'vitest';
import { retryNames } from '#src/actions/names/retry-names';
import { setNames } from '#src/actions/names/set-names';
import { AnomalensError, type ErrorCode } from '#src/core/errors';
import { ANSWERS } from '#src/engine-client/testing/fake-answers';
import { serialiseError } from '#src/protocol/errors';
import type { ModelSummary } from '#src/protocol/models';
import { asked } from '#src/session/testing/pictures-page';
import { endSet, engine, openSet, pass } from '#src/session/testing/set-page';
import { pictureSources } from '#src/store/files';
import { unnamed } from '#src/store/set/set-names';
import { surveyNumbers } from '#src/store/set/set-numbers';
import { getState, patchSession } from '#src/store/store';

vi.hoisted(() => vi.stubGlobal('location', { search: '' }));

const IDS = ['a', 'b', 'c'];
const COW = [[{ name: 'cow', similarity: 0.6 }]];
const GONE = new AnomalensError('picture-unreadable', 'It is gone.');
let failing: Record<string, ErrorCode> = {};

const survey: typeof ANSWERS.survey = async (params) => {
  const answer = await ANSWERS.survey(params);
  const code = failing[params.pictureId];
  const error = code ? serialiseError(new AnomalensError(code, 'It cannot be read.')) : null;
  return params.named ? { ...answer, naming: { names: error ? null : COW, error } } : answer;
};
const named = () =>
  asked(engine, 'survey')
    .filter((params) => params.named)
    .map(({ pictureId }) => pictureId);
const counted = () => IDS.filter((id) => surveyNumbers(getState(), id));

async function openNamed(): Promise<void> {
  openSet(IDS, { survey });
  patchSession({ catalogue: [{ id: 'w', kind: 'vision-language' } as ModelSummary] });
  await pass(3000);
  setNames(true);
}

afterEach(() => {
  endSet();
  failing = {};
});

it('names that are wanted later are asked for once of each, and the numbers stay meanwhile', async () => {
  await openNamed();
  expect(named()).toEqual([]);
  expect([counted(), unnamed(getState())]).toEqual([IDS, 3]);
  await pass(3000);
  expect(named()).toEqual(IDS);
  expect(unnamed(getState())).toBe(0);
  setNames(false);
  setNames(true);
  await pass(3000);
  expect(named()).toEqual(IDS);
});

it('a picture that cannot be named is left out, and the others go on', async () => {
  failing = { b: 'out-of-memory' };
  await openNamed();
  await pass(3000);
  expect(named()).toEqual(IDS);
  expect([counted(), unnamed(getState()), getState().names.error]).toEqual([IDS, 1, null]);
});

it('a damaged table ends the naming of all, until a person tries again', async () => {
  failing = { a: 'words-unreadable' };
  await openNamed();
  await pass(3000);
  expect(named()).toEqual(['a']);
  expect([counted(), getState().names.error?.code]).toEqual([IDS, 'words-unreadable']);
  failing = {};
  retryNames();
  await pass(3000);
  expect(named()).toEqual(['a', ...IDS]);
  expect(unnamed(getState())).toBe(0);
});

it('a picture that cannot be opened again keeps its numbers, and is not asked for ever', async () => {
  await openNamed();
  pictureSources.delete('b');
  pictureSources.set('b', { open: () => Promise.reject(GONE), identity: Promise.resolve('b') });
  await pass(3000);
  expect(named()).toEqual(['a', 'c']);
  expect([counted(), unnamed(getState())]).toEqual([IDS, 1]);
});
