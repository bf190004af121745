import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerReading } from '#src/actions/labels/answer-reading';
import { askReadingOf } from '#src/actions/labels/ask-reading-of';
import { leaveReadingOpen } from '#src/actions/labels/leave-reading-open';
import { AnomalensError } from '#src/core/errors';
import {
  fakeStorage,
  ids,
  labelOf,
  notices,
  openLabelled,
  question,
  readAll,
  readings,
} from '#src/session/testing/labelled-page';
import { asked } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { labelFiles, previewSources, type StoredLabel } from '#src/store/files';
import { getState, patchPicture, patchPictures } from '#src/store/store';
import { awaitedOf, membersOf } from './label-sets';
import { settleAllLabels, turnLabels } from './labels';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', fakeStorage());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('labels of one set', () => {
  it('explain each other, once the last has been looked into', async () => {
    await openLabelled({ a: [0, 255], b: [0, 1] });
    patchPicture('b', { state: 'loading' });
    await readAll('a');
    expect([readings(), question()]).toEqual([[], null]);
    patchPicture('b', { state: 'loaded' });
    await readAll('b');
    expect(readings()).toEqual([
      ['a', ids([1])],
      ['b', ids([1])],
    ]);
    expect(question()).toBeNull();
  });

  it('do not explain those of another set', async () => {
    await openLabelled({ a: [0, 255], b: [0, 1] });
    labelFiles.set('a', { ...(labelFiles.get('a') as StoredLabel), set: 'another' });
    await readAll('a', 'b');
    expect(readings()).toEqual([['b', ids([1])]]);
    expect(question()?.pictureIds).toEqual(['a']);
  });

  it('are asked about together', async () => {
    await openLabelled({ a: [0], b: [0, 255] });
    await readAll('a', 'b');
    expect(question()).toMatchObject({
      pictureIds: ['a', 'b'],
      labels: 2,
      reason: 'mask-or-void',
      values: { ids: { values: [0, 255], pixels: [2, 1] } },
      current: null,
      opened: 'masks',
    });
    expect(previewSources.current.map(({ name }) => name)).toEqual(['b_label.png', 'a_label.png']);
  });

  it('do not wait for one of a picture that is gone or broken', async () => {
    await openLabelled({ a: [0, 255], b: [0, 1], c: [0, 1] });
    patchPicture('b', { state: 'failed' });
    const { a, b } = getState().pictures.byId;
    if (a && b) patchPictures({ order: ['a', 'b'], byId: { a, b } });
    expect(membersOf('set').map(([id]) => id)).toEqual(['a', 'b']);
    expect(awaitedOf('set').map(([id]) => id)).toEqual(['a']);
    await readAll('a');
    expect(question()?.pictureIds).toEqual(['a']);
  });

  it('are looked into when the set is settled, however their pictures were decoded', async () => {
    const engine = await openLabelled({ a: [0, 255], b: [0, 1] });
    await readAll('b');
    expect(asked(engine, 'inspectLabel')).toHaveLength(2);
    expect(readings()).toEqual([
      ['a', ids([1])],
      ['b', ids([1])],
    ]);
  });

  it('are changed and turned with one whose picture has failed since', async () => {
    await openLabelled({ a: [0, 1], b: [0, 1] }, {}, 3);
    await readAll('a', 'b');
    patchPicture('b', { state: 'failed' });
    turnLabels('set', true);
    await settle();
    expect(labelOf('b')?.info?.turn).toEqual({ picture: 3, label: 3 });
    askReadingOf('a');
    await settle();
    expect(question()?.pictureIds).toEqual(['a', 'b']);
  });

  it('are asked about when the last of them turns out to be none', async () => {
    await openLabelled({ a: [0, 255], b: new AnomalensError('label-unreadable', 'No label.') });
    await readAll('a', 'b');
    expect(question()?.pictureIds).toEqual(['a']);
  });

  it('are asked about one set at a time', async () => {
    await openLabelled({ a: [0, 255], b: [0, 255] });
    labelFiles.set('b', { ...(labelFiles.get('b') as StoredLabel), set: 'another' });
    await readAll('a', 'b');
    expect(question()?.pictureIds).toEqual(['a']);
    leaveReadingOpen();
    expect(question()?.pictureIds).toEqual(['b']);
  });
});

describe('the answer', () => {
  it('counts for all labels of the question, and for the folder the next time', async () => {
    await openLabelled({ a: [0, 255], b: [0] });
    await readAll('a', 'b');
    answerReading(ids([255], []));
    await settle();
    expect(question()).toBeNull();
    expect(readings()).toEqual([
      ['a', ids([255], [])],
      ['b', ids([255], [])],
    ]);

    await openLabelled({ a: [0, 255], b: [0] });
    await readAll('a', 'b');
    expect(question()).toBeNull();
    expect(readings()).toHaveLength(2);
    expect(readings()[0]).toEqual(['a', ids([255], [])]);
    expect(notices()[0]?.text).toMatch(/labels of masks are read as the last time: 255 = anomaly/);
  });

  it('that was recalled can be changed from the notice that says so', async () => {
    for (const answer of [ids([255], []), ids([], [255])]) {
      await openLabelled({ a: [0, 255] });
      await readAll('a');
      notices()[0]?.action?.run();
      expect(question()?.pictureIds).toEqual(['a']);
      answerReading(answer);
      await settle();
      expect(labelOf('a')?.info?.reading).toEqual(answer);
    }
    await openLabelled({ a: [0, 255] });
    await readAll('a');
    expect(readings()).toEqual([['a', ids([], [255])]]);
  });

  it('is recalled where the values alone would decide', async () => {
    await openLabelled({ a: [0, 1] });
    await readAll('a');
    askReadingOf('a');
    await settle();
    answerReading(ids([], [1]));
    await openLabelled({ a: [0, 1] });
    await readAll('a');
    expect(readings()).toEqual([['a', ids([], [1])]]);
    expect(notices()[0]?.text).toMatch(/read as the last time: nothing is anomaly/);
  });

  it('counts for the labels that are decided together, and for no others', async () => {
    await openLabelled({ a: [0, 1], b: [0, 255], c: [0, 255] });
    for (const id of ['b', 'c'])
      labelFiles.set(id, { ...(labelFiles.get(id) as StoredLabel), folder: 'other' });
    await readAll('a', 'b', 'c');
    expect(question()).toMatchObject({ pictureIds: ['b', 'c'], reason: 'mask-in-part' });
    answerReading(ids([255], []));
    askReadingOf('c');
    await settle();
    expect(question()?.pictureIds).toEqual(['b', 'c']);
    leaveReadingOpen();
    askReadingOf('a');
    await settle();
    expect(question()?.pictureIds).toEqual(['a']);
  });

  it.each<[string, Record<string, number[]>, Partial<StoredLabel>]>([
    ['another folder', { a: [0, 255] }, { opened: 'elsewhere' }],
    ['other labels in a folder of the name', { b: [0, 255] }, {}],
    ['other values', { a: [0, 1, 2] }, {}],
    ['loose files', { a: [0, 255] }, { opened: '' }],
  ])('is not taken for %s', async (_what, held, about) => {
    await openLabelled({ a: [0, 255] });
    await readAll('a');
    answerReading(ids([255], []));
    await openLabelled(held, about);
    await readAll(...Object.keys(held));
    expect(question()).not.toBeNull();
  });

  it('that is put off leaves the labels unread until they are asked about again', async () => {
    await openLabelled({ a: [0, 255] });
    await readAll('a');
    leaveReadingOpen();
    settleAllLabels();
    await settle();
    expect(question()).toBeNull();
    expect(labelOf('a')).toMatchObject({ info: null, unexplained: true });
    askReadingOf('a');
    await settle();
    expect(question()).toMatchObject({ pictureIds: ['a'], reason: null, current: null });
    answerReading(ids([], [255]));
    await settle();
    expect(labelOf('a')).toMatchObject({ info: { reading: ids([], [255]) }, unexplained: false });
  });

  it('can be changed for all that were opened together', async () => {
    await openLabelled({ a: [0, 1], b: [0, 255] });
    await readAll('a', 'b');
    askReadingOf('b');
    await settle();
    expect(question()).toMatchObject({ pictureIds: ['a', 'b'], reason: null, current: ids([1]) });
    leaveReadingOpen();
    expect(labelOf('b')).toMatchObject({ info: { reading: ids([1]) }, unexplained: false });
  });
});

describe('a label beside a turned picture', () => {
  it('is offered to be turned, with all that were opened together', async () => {
    await openLabelled({ a: [0, 1], b: [0, 1] }, {}, 3);
    await readAll('a', 'b');
    const offers = notices().filter(({ action }) => action?.label === 'Turn the labels too');
    expect(offers.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Pictures such as a.png were turned/),
    ]);
    offers[0]?.action?.run();
    await settle();
    expect([labelOf('a'), labelOf('b')].map((label) => label?.info?.turn)).toEqual([
      { picture: 3, label: 3 },
      { picture: 3, label: 3 },
    ]);
    turnLabels('set', false);
    await settle();
    expect(labelOf('a')?.info?.turn).toEqual({ picture: 3, label: 1 });
  });

  it('is left in peace beside an upright one', async () => {
    await openLabelled({ a: [0, 1] });
    await readAll('a');
    expect(notices()).toEqual([]);
  });
});
