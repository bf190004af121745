import { beforeEach, expect, it, vi } from 'vitest';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';
import type { FileAtPath } from './read-files';
import { askDoubtful, reportLeftovers } from './report-leftovers';

const files = (...names: string[]): FileAtPath[] =>
  names.map((name) => ({ file: new File([], name), path: `folder/${name}` }));
const NOTHING = { lonely: [], misfits: [], unclear: [], leftOut: [] };
const open = vi.fn();

function report(leftovers: Partial<Parameters<typeof reportLeftovers>[0]>) {
  reportLeftovers({ ...NOTHING, ...leftovers }, open);
  return getState().notices.list.map(({ kind, text, action }) => ({ kind, text, action }));
}

beforeEach(() => {
  vi.useFakeTimers();
  useStore.setState(initialState(), true);
  open.mockReset();
});

it('says nothing when nothing is left', () => {
  expect(report({})).toEqual([]);
});

it('a label without its picture can be opened as one', () => {
  const lonely = files('a_label.png');
  const [notice] = report({ lonely });
  expect(notice).toMatchObject({
    kind: 'warning',
    text: 'a_label.png is named like a label, but no open picture has its name, unless in another folder.',
    action: { label: 'Open as a picture' },
  });
  notice?.action?.run();
  expect(open).toHaveBeenCalledWith(lonely);
});

it('several labels are named, three of them at most', () => {
  const [three] = report({ lonely: files('a', 'b', 'c') });
  expect(three).toMatchObject({
    text: 'a, b, c are named like labels, but no open pictures have their names, unless in other folders.',
    action: { label: 'Open as pictures' },
  });
  const [, four] = report({ lonely: files('a', 'b', 'c', 'd') });
  expect(four?.text).toMatch(/^a, b, c and 1 more are named/);
});

it('labels of what may be another sequence are asked about in one notice', () => {
  const pair = { labelPath: 'labels/b/1.png', picturePath: 'images/a/1.jpg' };
  const use = vi.fn();
  askDoubtful([], use);
  askDoubtful([pair], use);
  askDoubtful([pair, pair, pair], use);
  const { list } = getState().notices;
  expect(list.map(({ text, action }) => [text, action?.label])).toEqual([
    [
      "labels/b/1.png is named like images/a/1.jpg, but its folder may be another sequence's: it is not used.",
      'Use as its label',
    ],
    [expect.stringMatching(/it is not used\. Nor are 2 more\.$/), 'Use as labels'],
  ]);
  list[1]?.action?.run();
  expect(use).toHaveBeenCalledTimes(1);
});

it('a file that cannot be a label can be opened as a picture', () => {
  const misfits = files('a.jpg', 'b.jpg');
  const [notice] = report({ misfits });
  expect(notice).toMatchObject({
    kind: 'warning',
    text: 'a.jpg, b.jpg: among labels, but no PNG. Other formats do not keep the values exactly.',
    action: { label: 'Open as pictures' },
  });
  notice?.action?.run();
  expect(open).toHaveBeenCalledWith(misfits);
});

it('says what was taken for a picture, and what was left out', () => {
  expect(report({ unclear: files('a.png'), leftOut: files('b.png') })).toEqual([
    {
      kind: 'info',
      text: 'a.png: opened as pictures. If one of their folders holds labels, name it “labels” and drop both again.',
      action: null,
    },
    { kind: 'info', text: 'Left out, because a label beside says the same: b.png.', action: null },
  ]);
});
