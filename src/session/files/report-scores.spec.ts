import { beforeEach, describe, expect, it, vi } from 'vitest';
import { initialState } from '#src/store/initial-state';
import { getState, useStore } from '#src/store/store';
import type { FileAtPath } from './read-files';
import {
  type ImportOutcome,
  reportImported,
  reportLonelyScores,
  reportScoresAmongLabels,
  reportUndecidedScores,
  reportUnreadScores,
} from './report-scores';

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
  const unread = (name: string, format: string) => ({
    file: new File([], name),
    format,
    line: `How to save ${name}.`,
  });
  reportUnreadScores([
    unread('a.PT', 'PyTorch'),
    unread('b.mat', 'MATLAB'),
    unread('c.pth', 'PyTorch'),
  ]);
  expect(notices().map(({ kind, text }) => [kind, text])).toEqual([
    ['error', 'a.PT, c.pth: How to save a.PT.'],
    ['error', 'b.mat: How to save b.mat.'],
  ]);
});

it('arrays among labels are not taken, unless that is asked for', () => {
  reportScoresAmongLabels([], open);
  const scores = [{ file: new File([], 'a.npy'), path: 'set/labels/a.npy' }];
  reportScoresAmongLabels(scores, open);
  expect(notices()).toMatchObject([
    {
      kind: 'warning',
      text: 'Not taken for scores, because their folder is one of labels: set/labels/a.npy. Labels are read from PNG.',
      action: { label: 'Take as scores' },
    },
  ]);
  notices()[0]?.action?.run();
  expect(open).toHaveBeenCalledWith(scores);
});

it('scores that fit several pictures name them once for a drop', () => {
  const [score] = files('1.npy') as [FileAtPath];
  const undecided = { score, pictures: ['a/1.jpg', 'b/1.jpg'] };
  reportUndecidedScores([]);
  reportUndecidedScores([undecided]);
  reportUndecidedScores([undecided, undecided, undecided]);
  const advice =
    'Drop scores in folders that are called like those of their pictures, or remove the other pictures.';
  expect(notices().map(({ kind, text }) => [kind, text])).toEqual([
    ['error', `1.npy fits several open pictures: a/1.jpg, b/1.jpg. ${advice}`],
    ['error', `1.npy fits several open pictures: a/1.jpg, b/1.jpg. So do 2 more scores. ${advice}`],
  ]);
});

describe('scores that were imported', () => {
  const taken = (file: string, picture: string, title = 'ours', more = {}): ImportOutcome =>
    ({
      file,
      picture,
      pictureId: picture,
      methods: [{ title, fileId: title }],
      notes: [],
      remembered: [],
      replaced: null,
      turn: 'none',
      ...more,
    }) as never;
  const answers = { takeHigh: vi.fn(), turn: vi.fn() };
  const said = (...outcomes: ImportOutcome[]) => {
    reportImported(outcomes, answers);
    return notices().map(({ kind, text }) => [kind, text]);
  };

  it('are told in one notice, whatever their number', () => {
    expect(said()).toEqual([]);
    expect(said(taken('a.npy', 'a.jpg'))).toEqual([
      ['info', 'a.npy is now a method of a.jpg: ours.'],
    ]);
    const many = ['a', 'b', 'c'].map((name) => taken(`${name}.npy`, `${name}.jpg`));
    expect(said(...many, taken('x/a.npy', 'a.jpg', 'theirs'))[1]).toEqual([
      'info',
      '4 score files are now 2 methods of 3 pictures: ours, theirs.',
    ]);
  });

  it('with odd values are warned of, three times at most', () => {
    const odd = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      taken(`${name}.npy`, 'a.jpg', name, { notes: [`${name} is odd.`] }),
    );
    expect(said(...odd)).toEqual([
      [
        'warning',
        '5 score files are now 5 methods of a.jpg: a, b, c and 2 more. a is odd. b is odd. c is odd. And 2 more like these.',
      ],
    ]);
  });

  it('in part say what was refused beside what was taken', () => {
    const refused = { file: 'b.npy', picture: 'b.jpg', pictureId: 'b', error: 'It is broken.' };
    expect(said(refused, taken('a.npy', 'a.jpg'))).toEqual([
      ['error', 'a.npy is now a method of a.jpg: ours. b.npy: It is broken.'],
    ]);
    expect(said(refused)[1]).toEqual(['error', 'b.npy: It is broken.']);
  });

  it('in place of earlier ones say so', () => {
    const later = taken('b.npy', 'a.jpg', 'ours', { replaced: 'a.npy' });
    expect(said(later)).toEqual([
      ['info', 'b.npy is now a method of a.jpg: ours. This took the place of an earlier file.'],
    ]);
    expect(said(taken('a.npy', 'a.jpg'), later)[1]).toEqual([
      'warning',
      '2 score files are now a method of a.jpg: ours. b.npy took the place of a.npy: both are scores of a.jpg and of one method. Other names or folders keep both.',
    ]);
  });

  it('by a remembered direction can be turned round at once', () => {
    const remembered = { remembered: ['ours'] };
    const many = ['a', 'b'].map((name) => taken(`${name}.npy`, `${name}.jpg`, 'ours', remembered));
    expect(said(...many)[1]).toEqual([
      'warning',
      'Low values mean unknown, as you said of earlier files: ours.',
    ]);
    notices()[1]?.action?.run();
    expect(answers.takeHigh).toHaveBeenCalledWith(['ours']);
  });
  it('beside pictures that EXIF turned can be turned too', () => {
    const offered = { turn: 'offered' };
    const single = said(taken('a.npy', 'a.jpg', 'ours', offered), taken('b.npy', 'b.jpg'));
    expect(single[1]).toEqual([
      'warning',
      'The picture beside a.npy was turned as the camera noted it (EXIF), the score was not.',
    ]);
    const many = ['c', 'd'].map((name) => taken(`${name}.npy`, `${name}.jpg`, 'ours', offered));
    expect(said(...many).at(-1)?.[1]).toMatch(/^The pictures beside c\.npy, d\.npy were turned/);
    const [, first, several] = notices(); // the counts are the same
    expect(first?.action?.label).toBe('Turn the score too');
    expect(several?.action?.label).toBe('Turn the scores too');
    several?.action?.run();
    expect(answers.turn).toHaveBeenCalledWith(['ours']);
  });
});
