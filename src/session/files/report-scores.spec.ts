import { beforeEach, expect, it, vi } from 'vitest';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';
import type { FileAtPath } from './read-files';
import { reportLonelyScores, reportUnreadScores } from './report-leftovers';

const files = (...names: string[]): FileAtPath[] =>
  names.map((name) => ({ file: new File([], name), path: name }));
const open = vi.fn();
const notices = () => getState().notices.list;

beforeEach(() => {
  useStore.setState(initialState(), true);
  open.mockReset();
});

it('a score without its picture says what to open first', () => {
  reportLonelyScores([], open);
  expect(notices()).toEqual([]);
  reportLonelyScores(files('a.npy'), open);
  reportLonelyScores(files('b.npy', 'c.npy'), open);
  expect(notices()).toMatchObject([
    {
      kind: 'warning',
      text: 'a.npy looks like a score, but no open picture has its name. Open the picture first.',
      action: null,
    },
    {
      text: 'b.npy, c.npy look like scores, but no open pictures have their names. Open the pictures first.',
      action: null,
    },
  ]);
});

it('a grey PNG among them can be opened as a picture', () => {
  const [png, npy] = files('a.PNG', 'b.png.npy') as [FileAtPath, FileAtPath];
  reportLonelyScores([png], open);
  reportLonelyScores([npy, png], open);
  expect(notices().map(({ action }) => action?.label)).toEqual([
    'Open as a picture',
    'Open as pictures',
  ]);
  notices()[1]?.action?.run();
  expect(open).toHaveBeenCalledWith([png]);
});

it('scores in formats that are not read are told once for each format', () => {
  reportUnreadScores(files('a.PT', 'b.mat', 'c.x.pt'));
  expect(notices().map(({ kind }) => kind)).toEqual(['error', 'error']);
  expect(notices()[0]?.text).toMatch(/^a\.PT, c\.x\.pt: ./);
  expect(notices()[1]?.text).toMatch(/^b\.mat: ./);
});
