import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openPaths } from '#src/actions/pictures/open-paths';
import { AnomalensError } from '#src/core/errors';
import { asked, openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { picturePaths, scoreFiles } from '#src/store/files';
import { getState, patchView } from '#src/store/store';
import { importScores } from './import-scores';

const openAsPictures = vi.fn();
const at = (path: string) => ({ path, file: new File([path], path.replace(/^.*\//, '')) });
const take = (...paths: string[]) => importScores(paths.map(at), { openAsPictures });
const texts = () => getState().notices.list.map(({ text }) => text);
const scoresOf = (id: string) => scoreFiles.get(id)?.map(({ methodId }) => methodId) ?? [];

/** Pictures of one name in two sequences; they are called as they lie. */
function openSequences(): void {
  openPictures(['a', 'b']);
  picturePaths.set('a', 'set/images/seqA/1.png');
  picturePaths.set('b', 'set/images/seqB/1.png');
}

beforeEach(openSequences);

describe('scores of two sequences with the same names', () => {
  it('go to the pictures of their folders, under the name of their method', async () => {
    await take('set/ours/seqB/1.npy', 'set/ours/seqA/1.npy');
    expect([scoresOf('a'), scoresOf('b')]).toEqual([['imported:ours'], ['imported:ours']]);
    const blobs = await Promise.all(
      ['a', 'b'].map((id) => scoreFiles.get(id)?.[0]?.blob.text() ?? ''),
    );
    expect(blobs).toEqual(['set/ours/seqA/1.npy', 'set/ours/seqB/1.npy']);
    expect(texts()).toEqual(['2 score files are now a method of 2 pictures: ours.']);
  });

  it('are refused where the folders do not decide, and the pictures named', async () => {
    await take('ours/1.npy');
    expect([scoresOf('a'), scoresOf('b')]).toEqual([[], []]);
    expect(texts()).toEqual([
      expect.stringContaining(
        'ours/1.npy fits several open pictures: set/images/seqA/1.png, set/images/seqB/1.png.',
      ),
    ]);
  });

  it('go to the picture that came with them', async () => {
    await importScores([at('ours/1.npy')], { opened: ['b'], openAsPictures });
    expect([scoresOf('a'), scoresOf('b')]).toEqual([[], ['imported:ours']]);
  });
});

it('a score of another sequence is taken only when a person says so', async () => {
  openPictures(['a']);
  picturePaths.set('a', 'set/seqA/1.png');
  await take('ours/seqB/1.npy', 'base/seqB/1.npy', 'ours/seqA/1.npy');
  expect(scoresOf('a')).toEqual(['imported:ours']);
  const notice = getState().notices.list.at(-1);
  expect(notice?.text).toBe(
    'ours/seqB/1.npy is not taken for a score of set/seqA/1.png: its folder or number is of another picture. The same holds for 1 more.',
  );
  notice?.action?.run();
  await vi.waitFor(() => expect(scoresOf('a')).toEqual(['imported:ours', 'imported:seqB']));
});

it('a drop keeps the paths of its pictures for later scores', async () => {
  openPictures([]);
  await openPaths([at('seqA/1.jpg'), at('seqB/1.jpg')]);
  await take('seqB/1-ours.npy');
  const [, second] = getState().pictures.order;
  expect(scoresOf(second ?? '')).toEqual(['imported:ours']);
  await settle();
});

it('an array among labels is a score only when a person says so', async () => {
  await take('set/labels/seqA/1.npy');
  expect(scoresOf('a')).toEqual([]);
  getState().notices.list[0]?.action?.run();
  await vi.waitFor(() => expect(scoresOf('a')).toEqual(['imported:own score']));
});

it('a refused file costs none of the others, and all are told at once', async () => {
  const engine = openPictures(['a', 'b'], {
    importScore: ({ pictureId }) => {
      if (pictureId === 'a') throw new AnomalensError('score-unreadable', 'It is broken.');
      return { scores: [], notes: ['It is odd.'], turn: 'none' };
    },
  });
  await take('a-ours.npy', 'b-ours.npy', 'c-ours.npy');
  expect(asked(engine, 'importScore')).toHaveLength(2);
  expect(texts()).toEqual([
    expect.stringMatching(/^b-ours\.npy is now .* It is odd\. a-ours\.npy: It is broken\.$/),
    expect.stringMatching(/^c-ours\.npy looks like a score/),
  ]);
});

it('a remembered direction is told, with the way back', async () => {
  patchView({ invertedScores: ['ours'] });
  await take('ours/seqA/1.npy');
  const notice = getState().notices.list.at(-1);
  expect(notice?.text).toBe('Low values mean unknown, as you said of earlier files: ours.');
  notice?.action?.run();
  expect(getState().view.invertedScores).toEqual([]);
});
