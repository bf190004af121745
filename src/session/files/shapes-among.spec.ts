import { beforeEach, expect, it } from 'vitest';
import { isDrawnLabel } from '#src/core/shapes/drawn-label';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';
import { reportLeftovers } from './report-leftovers';
import { withDrawnLabels } from './shapes-among';

const fileAt = (path: string, text = '') => ({ path, file: new File([text], path) });
const texts = () => getState().notices.list.map(({ text }) => text);
const coco = (...names: string[]) =>
  JSON.stringify({
    images: names.map((file_name, id) => ({ id, file_name, width: 2, height: 2 })),
    annotations: [],
  });

beforeEach(() => useStore.setState(initialState(), true));

it('files of shapes become a label for each picture that they name', async () => {
  const picture = fileAt('set/a.jpg');
  const files = await withDrawnLabels([picture, fileAt('set/x/all.json', coco('a.jpg', 'b.jpg'))]);
  expect(files.map(({ path, draws }) => [path, draws])).toEqual([
    ['set/a.jpg', undefined],
    ['set/x/all.json', ['a.jpg']],
    ['set/x/all.json', ['b.jpg']],
  ]);
  expect(files[1]?.file.name).toBe('all.json');
  expect(isDrawnLabel(new Uint8Array(await files[1]!.file.arrayBuffer()))).toBe(true);
  expect(texts()).toEqual([]);
});

it('what holds no shapes, and what is damaged, is named; hidden files are nobody’s', async () => {
  const hidden = fileAt('set/.vscode/settings.json', '{}');
  const files = await withDrawnLabels([
    ...['a', 'b', 'c', 'd'].map((name) => fileAt(`set/${name}.json`, '{}')),
    ...['e', 'f', 'g', 'h', 'i'].map((name) => fileAt(`set/${name}.json`, '{')),
    hidden,
  ]);
  expect(files).toEqual([hidden]);
  expect(texts()).toEqual([
    expect.stringMatching(/^Not read as labels: a\.json, b\.json, c\.json and 1 more\. /),
    'e.json, f.json, g.json and 2 more: The file is damaged or cannot be read.',
  ]);
});

it('shapes without their pictures are told once for a file, and cannot be opened as a picture', async () => {
  const lonely = await withDrawnLabels([fileAt('set/all.json', coco('a.jpg', 'b.jpg'))]);
  const plan = { lonely, misfits: [], unclear: [], leftOut: [] };
  reportLeftovers(plan, () => {});
  expect(getState().notices.list).toMatchObject([
    {
      text: 'all.json: shapes of 2 pictures that are not open, or lie in other folders (set/all.json names a.jpg ...). Open the pictures with them, or the folder that holds both.',
      action: null,
    },
  ]);
});
