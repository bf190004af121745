import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerFolder } from '#src/actions/labels/answer-folder';
import { answerPairs } from '#src/actions/labels/answer-pairs';
import type { FolderAnswer } from '#src/session/labels/folder-question';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { frameLabels, labelFiles, picturePaths } from '#src/store/files';
import { getState } from '#src/store/store';
import { openPaths } from './open-paths';
import { removePictures } from './remove-pictures';

const open = (...paths: string[]) =>
  openPaths(paths.map((path) => ({ path, file: new File([path], path.replace(/^.*\//, ''), {}) })));
const idOf = (name: string) =>
  Object.values(getState().pictures.byId).find((picture) => picture.name === name)?.id ?? '';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
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

it('shapes and labels that come later find the open picture of their sequence', async () => {
  await open('set/images/seqA/1.jpg', 'set/images/seqB/1.jpg');
  const json = { shapes: [], imagePath: '1.jpg', imageWidth: 2, imageHeight: 2 };
  const file = new File([JSON.stringify(json)], '1.json');
  await openPaths([{ path: 'set/labels/seqB/1.json', file }]);
  await open('set/labels/seqA/1.png');
  const [a, b] = getState().pictures.order;
  expect([...labelFiles].map(([id, { name }]) => [id, name])).toEqual([
    [b, '1.json'],
    [a, '1.png'],
  ]);
  expect([getState().pictures.order.length, getState().questions.pairs]).toEqual([2, []]);
});

it('a label of what may be another sequence is used once a person says so, here and later', async () => {
  await open('set/images/seqA/1.jpg', 'set/labels/seqB/1.png', 'set/images/seqA/2.jpg');
  await open('set/labels/seqB/2.png');
  expect([getState().pictures.order.length, labelFiles.size]).toEqual([2, 0]);
  const { list } = getState().notices;
  expect(list.map(({ text }) => text)).toEqual([
    expect.stringMatching(/^set\/labels\/seqB\/1\.png is named like set\/images\/seqA\/1\.jpg, /),
    expect.stringMatching(/^set\/labels\/seqB\/2\.png is named like set\/images\/seqA\/2\.jpg, /),
  ]);
  removePictures([idOf('2.jpg')]);
  for (const notice of list) notice.action?.run();
  expect([...labelFiles.keys()]).toEqual([idOf('1.jpg')]);
  expect(labelFiles.get(idOf('1.jpg'))).toMatchObject({ name: '1.png', opened: 'set' });
});

describe('two folders that nothing tells apart', () => {
  const BOTH = ['set/A/q/1.png', 'set/A/r/1.png', 'set/B/q/1.png', 'set/B/r/1.png'];
  const asked = () => getState().questions.folders;
  const openAndAnswer = async (answer: FolderAnswer, ...paths: string[]) => {
    const opening = open(...paths);
    await vi.waitUntil(asked);
    expect(getState().pictures.order).toEqual([]);
    answerFolder(answer);
    await opening;
  };
  const notices = () => getState().notices.list.map(({ text }) => text);

  it('are asked about, with examples of both, before anything is opened', async () => {
    const opening = open(...BOTH);
    await vi.waitUntil(asked);
    expect(asked()).toEqual([
      { folder: 'set/A', canHoldLabels: true, examples: ['q/1.png', 'r/1.png'] },
      { folder: 'set/B', canHoldLabels: true, examples: ['q/1.png', 'r/1.png'] },
    ]);
    answerFolder(null);
    await opening;
    expect(asked()).toBeNull();
  });

  it.each([0, 1])('become pictures and labels as it is said', async (answer) => {
    await openAndAnswer(answer, ...BOTH);
    const labels = [...labelFiles.values()];
    expect(getState().pictures.order).toHaveLength(2);
    expect([...labelFiles.keys()]).toEqual(getState().pictures.order);
    const folder = ['A', 'B'][answer];
    const texts = await Promise.all(labels.map(({ blob }) => blob.text()));
    expect(texts).toEqual([`set/${folder}/q/1.png`, `set/${folder}/r/1.png`]);
    expect(labels.map(({ opened }) => opened)).toEqual(['set', 'set']);
    const places = getState().pictures.order.map((id) => picturePaths.get(id));
    const other = ['B', 'A'][answer];
    expect(places).toEqual([`set/${other}/q/1.png`, `set/${other}/r/1.png`]);
    expect(notices()).toEqual([]);
  });

  it('become pictures where neither holds labels, with a word only where nobody said so', async () => {
    await openAndAnswer('neither', ...BOTH);
    expect([getState().pictures.order.length, labelFiles.size]).toEqual([4, 0]);
    expect(notices()).toEqual([]);
    openPictures([]);
    await openAndAnswer(null, ...BOTH);
    expect(notices()).toEqual([expect.stringMatching(/opened as pictures/)]);
  });

  it('give up the question when others are opened meanwhile', async () => {
    const first = open(...BOTH);
    await vi.waitUntil(asked);
    const second = open('C/1.png', 'D/1.png');
    await first;
    await vi.waitUntil(() => asked()?.[0]?.folder === 'C');
    answerFolder(1);
    await second;
    expect(labelFiles.size).toBe(1);
  });

  it('give up a question that is not even shown yet, and open what it was about', async () => {
    const first = open('A/1.png', 'B/1.png');
    const second = open('C/1.png', 'D/1.png');
    await first;
    await vi.waitUntil(asked);
    expect(asked()?.[0]?.folder).toBe('C');
    expect(getState().pictures.order).toHaveLength(2);
    answerFolder(1);
    await second;
    expect([getState().pictures.order.length, labelFiles.size]).toEqual([3, 1]);
  });
});

describe('drives', () => {
  const names = Array.from({ length: 9 }, (_, index) => index + 1);
  const listed = () => getState().pictures.order.map((id) => getState().pictures.byId[id]?.name);
  const drives = () => Object.values(getState().drives.byId).map(({ name, kind }) => [name, kind]);
  const lastNotice = () => getState().notices.list.at(-1)!;

  it('a video is one entry of the list, and pictures beside it are opened too', async () => {
    await open('ride.mp4', 'a.jpg');
    expect(drives()).toEqual([['ride.mp4', 'video']]);
    expect(listed().toSorted()).toEqual(['a.jpg', 'ride.mp4']);
    await settle();
  });

  it('frames are opened as a drive, or as pictures when a person says so', async () => {
    await open(...names.map((name) => `ride/frame_${name}.png`));
    expect([listed(), drives()]).toEqual([['frame_1.png'], [['ride', 'sequence']]]);
    lastNotice().action?.run();
    expect(listed()).toHaveLength(9);
    await settle();
  });

  it('numbered pictures are opened as pictures, or as a drive when a person says so', async () => {
    await open(...names.map((name) => `road/${name}.png`));
    expect([listed().length, drives()]).toEqual([9, []]);
    lastNotice().action?.run();
    expect([listed(), drives()]).toEqual([['1.png'], [['road', 'sequence']]]);
    await settle();
  });

  it('a label of a frame waits until that is shown', async () => {
    const pictures = names.map((name) => `ride/images/frame_${name}.png`);
    await open(...pictures, 'ride/labels/frame_3.png');
    expect(listed()).toEqual(['frame_1.png']);
    expect([...frameLabels.values()].map(({ name }) => name)).toEqual(['frame_3.png']);
    await settle();
  });
});
