import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answerReading } from '#src/actions/labels/answer-reading';
import { leaveReadingOpen } from '#src/actions/labels/leave-reading-open';
import type { PresetId } from '#src/core/ground-truth/presets';
import { createFakeEngine } from '#src/engine-client/testing/fake-engine';
import type { EvaluationItem } from '#src/evaluation/types';
import { setEngine } from '#src/session/current-engine';
import { fakeStorage, ids } from '#src/session/testing/labelled-page';
import { initialState } from '#src/store/initial-state';
import { memoryKey, rememberReading } from '#src/store/labels/label-memory';
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

type Label = number[] | { ids: number[]; folder?: string; hint?: PresetId };

/** A folder whose labels hold these ids. */
async function choose(labels: readonly Label[], name = 'masks'): Promise<void> {
  setEngine(
    createFakeEngine({
      inspectLabel: async ({ blob }) => ({
        width: 2,
        height: 1,
        values: valuesOf([...new Uint8Array(await blob.arrayBuffer())]),
      }),
    }),
  );
  folderFiles.items = labels.map((label, index): EvaluationItem => {
    const { ids, folder = '', hint = null } = 'ids' in label ? label : { ids: label };
    const file = { name: `${index}.png`, read: async () => new Blob([Uint8Array.from(ids)]) };
    const about = { hint, reading: null, folder, turn: false };
    return { stem: `${index}`, image: file, label: file, ...about };
  });
  const summary = { name, pairs: labels.length, otherFiles: 0, scored: [], ambiguous: [] };
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
    labels: {
      state: 'decided',
      groups: [{ words: '2 = anomaly, 255 = ignored, the rest normal', labels: 2 }],
    },
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
  rememberReading(memoryKey('masks', ['0.png', '1.png'], valuesOf([0, 255])), ids([255], []));
  await choose([[0], [0, 255]]);
  expect(question()).toBeNull();
  expect(readings()).toEqual([ids([255], []), ids([255], [])]);
  expect(getState().notices.list[0]?.text).toMatch(/labels of masks are read as the last time/);
  getState().notices.list[0]?.action?.run();
  expect(question()).toMatchObject({ reason: null, current: ids([255], []), labels: 2 });
});

it('a correction is recalled where the values alone would decide', async () => {
  const labels = [
    [0, 2],
    [0, 255],
  ];
  await choose(labels);
  askFolderAgain(0);
  answerReading(ids([], [2, 255]));
  await choose(labels);
  expect(readings()).toEqual([ids([], [2, 255]), ids([], [2, 255])]);
  expect(getState().notices.list[0]?.text).toMatch(/read as the last time: nothing is anomaly/);
});

it('a question closed before does not touch what was decided', async () => {
  const labels = [
    { ids: [0, 1], folder: 'a' },
    { ids: [0, 255], folder: 'b' },
  ];
  await choose(labels);
  expect(question()).toMatchObject({ reason: 'mask-in-part', labels: 1 });
  leaveReadingOpen();
  askFolderAgain(0);
  expect(question()).toMatchObject({ reason: 'mask-in-part', labels: 1, current: null });
  answerReading(ids([255], []));
  expect(readings()).toEqual([ids([1]), ids([255], [])]);
  expect(getState().benchmark.labels).toMatchObject({
    groups: [{ labels: 1 }, { words: '255 = anomaly, the rest normal', labels: 1 }],
  });
  askFolderAgain(1);
  answerReading(ids([], [255]));
  expect(readings()).toEqual([ids([1]), ids([], [255])]);
});

it.each([
  [[0, 1], 1, false],
  [[0, 1], 2, true],
])(
  'of labels of both kinds what more of them say is measured',
  async (mask, classes, closedSet) => {
    const named = Array.from({ length: classes }, () => ({
      ids: [0, 7, 18],
      hint: 'train-ids' as const,
    }));
    await choose([mask, ...named]);
    expect(getState().benchmark).toMatchObject({
      labels: { groups: [{ closedSet: false }, { labels: classes, closedSet: true }] },
      options: { closedSet },
    });
  },
);

it('what was decided can be changed', async () => {
  await choose([
    [0, 2],
    [0, 255],
  ]);
  askFolderAgain(0);
  expect(question()).toMatchObject({ reason: null, current: ids([2]), labels: 2 });
  expect(getState().benchmark.labels).toMatchObject({ state: 'decided' });
  readFolderAs(ids([], [2, 255]));
  expect(readings()).toEqual([ids([], [2, 255]), ids([], [2, 255])]);
});

it('a folder without labels has nothing to read', async () => {
  await choose([]);
  expect(getState().benchmark.labels).toBeNull();
});
