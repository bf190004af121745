import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answerPairs } from '#src/actions/labels/answer-pairs';
import { openPictures } from '#src/session/testing/pictures-page';
import { labelFiles } from '#src/store/files';
import { getState } from '#src/store/store';
import { openPaths } from './open-paths';

const open = (...paths: string[]) =>
  openPaths(paths.map((path) => ({ path, file: new File([path], path.replace(/^.*\//, ''), {}) })));
const idOf = (name: string) =>
  Object.values(getState().pictures.byId).find((picture) => picture.name === name)?.id ?? '';

beforeEach(() => {
  vi.useFakeTimers();
  openPictures([]);
});
afterEach(() => vi.useRealTimers());

it('a label that a person pairs keeps what its path tells', async () => {
  await open(
    'StreetHazards/images/t5/a.jpg',
    'StreetHazards/images/t5/a.webp',
    'StreetHazards/annotations/t5/a.png',
  );
  const [question] = getState().questions.pairs;
  answerPairs({ [question?.id ?? '']: idOf('a.webp') });
  expect(labelFiles.get(idOf('a.webp'))).toMatchObject({
    hint: 'street-hazards',
    opened: 'StreetHazards',
    folder: 'StreetHazards/t5',
  });
});
