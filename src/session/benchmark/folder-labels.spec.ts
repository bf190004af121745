import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import type { EvaluationItem } from '#src/evaluation/types';
import { setEngine } from '#src/session/current-engine';
import { fakeStorage, ids } from '#src/session/testing/labelled-page';
import { initialState } from '#src/store/initial-state';
import { rememberReading } from '#src/store/label-memory';
import { getState, patchBenchmark, useStore } from '#src/store/store';
import { folderFiles } from './folder';
import { askFolderAgain, readFolderAs, readFolderLabels } from './folder-labels';

const question = () => getState().questions.reading;
const readings = () => folderFiles.items.map(({ reading }) => reading);
const valuesOf = (values: number[]) => ({
  ids: { values, pixels: values.map(() => 1) },
  colours: null,
  alpha: null,
  names: {},
});

/** A folder whose labels hold these ids. */
async function choose(labels: readonly number[][], name = 'masks'): Promise<void> {
  setEngine(
    createFakeEngine({
      inspectLabel: async ({ blob }) => ({
        width: 2,
        height: 1,
        values: valuesOf([...new Uint8Array(await blob.arrayBuffer())]),
      }),
    }),
  );
  folderFiles.items = labels.map((values, index): EvaluationItem => {
    const file = { name: `${index}.png`, read: async () => new Blob([Uint8Array.from(values)]) };
    const about = { hint: null, reading: null, folder: '', turn: false };
    return { stem: `${index}`, image: file, label: file, ...about };
  });
  const summary = { name, pairs: labels.length, otherFiles: 0, ambiguous: [] };
  patchBenchmark({ folder: { ...summary, imagesWithoutLabel: [], labelsWithoutImage: [] } });
  await readFolderLabels();
}

beforeEach(() => {
  useStore.setState(initialState(), true);
  vi.stubGlobal('localStorage', fakeStorage());
});
afterEach(() => vi.unstubAllGlobals());

it('all labels decide together, and tell the run whether they hold classes', async () => {
  await choose([
    [0, 255],
    [0, 2],
  ]);
  expect(readings()).toEqual([ids([2]), ids([2])]);
  expect(getState().benchmark).toMatchObject({
    labels: { state: 'decided', words: ['2 = anomaly, 255 = ignored, the rest normal'] },
    options: { closedSet: false },
  });
  expect(question()).toBeNull();
});

it('what stays open is asked, and holds for the whole folder', async () => {
  await choose([[0], [0, 255]]);
  expect(getState().benchmark.labels).toEqual({ state: 'asking' });
  expect(question()).toMatchObject({
    pictureIds: null,
    labels: 2,
    reason: 'mask-or-void',
    opened: 'masks',
  });
  readFolderAs({ as: 'train-ids' });
  expect(readings()).toEqual([{ as: 'train-ids' }, { as: 'train-ids' }]);
  expect(getState().benchmark).toMatchObject({
    labels: { state: 'decided' },
    options: { closedSet: true },
  });
});

it('a folder that was asked about before is read as then', async () => {
  rememberReading('masks', valuesOf([0, 255]), ids([255], []));
  await choose([[0], [0, 255]]);
  expect(question()).toBeNull();
  expect(readings()).toEqual([ids([255], []), ids([255], [])]);
  expect(getState().notices.list[0]?.text).toMatch(/labels of masks are read as the last time/);
});

it('what was decided can be changed', async () => {
  await choose([
    [0, 2],
    [0, 255],
  ]);
  askFolderAgain();
  expect(question()).toMatchObject({ reason: null, current: ids([2]), labels: 2 });
  expect(getState().benchmark.labels).toMatchObject({ state: 'decided' });
  readFolderAs(ids([], [2, 255]));
  expect(readings()).toEqual([ids([], [2, 255]), ids([], [2, 255])]);
});

it('a folder without labels has nothing to read', async () => {
  await choose([]);
  expect(getState().benchmark.labels).toBeNull();
});
