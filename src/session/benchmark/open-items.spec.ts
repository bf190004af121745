import { beforeEach, expect, it } from 'vitest';
import { measureOpen } from '#src/actions/benchmark/measure-open';
import { openItems } from '#src/session/benchmark/open-items';
import { giveLabel, openPictures, READING } from '#src/session/testing/pictures-page';
import { picturePaths, pictureSources, scoreFiles } from '#src/store/files';
import { fileSource } from '#src/store/picture-source';
import { getState, patchBenchmark, patchPicture } from '#src/store/store';

const FILES = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, new Blob([id])]));

beforeEach(() => {
  openPictures(['a', 'b', 'c']);
  for (const [id, blob] of Object.entries(FILES)) {
    pictureSources.set(id, fileSource(blob, `${id}.png`));
    patchPicture(id, { name: 'frame.png' });
  }
  picturePaths.set('c', 'night/frame.png');
  giveLabel('a', { reading: READING, folder: 'gt', turn: true });
  scoreFiles.set('a', [
    { methodId: 'imported:ours', name: 'a.npy', blob: new Blob(['ours']), turn: true },
    { methodId: 'imported:net', name: 'l.npy', blob: new Blob([]), turn: false, isRecorded: true },
  ]);
});

it('open pictures are items with their labels and scores, and a name of their own each', async () => {
  const items = openItems(getState());
  expect(items.map(({ stem }) => stem)).toEqual(['frame', 'frame (2)', 'night/frame']);
  const [first, second] = items;
  expect(await first?.image.read()).toBe(FILES.a);
  expect(first).toMatchObject({ reading: READING, folder: 'gt', turn: true, hint: null });
  expect(await (await first!.label!.read()).text()).toBe('label of a');
  expect(first?.scores).toMatchObject([
    { methodId: 'imported:ours', turn: true },
    { methodId: 'imported:net', turn: false, isRecorded: true },
  ]);
  expect(await (await first!.scores![0]!.file.read()).text()).toBe('ours');
  expect(second).toMatchObject({ label: null, scores: [], reading: null });
});

it('frames of a drive are measured by their drive', () => {
  openPictures(['drive@3', 'b']);
  expect(openItems(getState()).map(({ stem }) => stem)).toEqual(['b']);
});

it('they are the set of the benchmark, with the methods of their scores', async () => {
  await measureOpen();
  const { open, folder, options } = getState().benchmark;
  expect(open).toBe(true);
  expect(folder).toMatchObject({ name: 'Open pictures', pairs: 1 });
  expect(folder?.imagesWithoutLabel).toHaveLength(2);
  expect(folder?.scored).toEqual(['imported:ours', 'imported:net']);
  expect(options.methodIds).toContain('imported:ours');
});

it('but not while a run is under way', async () => {
  patchBenchmark({ runState: 'running' });
  await measureOpen();
  expect(getState().benchmark.folder).toBeNull();
});
