import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import { dismissNotice } from '#src/session/notices';
import {
  fakeStorage,
  ids,
  labelOf,
  notices,
  openLabelled,
  readAll,
  readings,
} from '#src/session/testing/labelled-page';
import { asked, CRASH, giveLabel, restart } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { labelFiles } from '#src/store/files';
import { patchPicture, patchPictures } from '#src/store/store';
import { readAs, readLabel } from './labels';

let engine: FakeEngine;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('localStorage', fakeStorage());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a label', () => {
  it('is looked into, and read as its values say', async () => {
    engine = await openLabelled({ a: [0, 2, 255] });
    await readAll('a');
    expect(labelOf('a')).toMatchObject({ error: null, info: { reading: ids([2]) } });
    expect(readings()).toEqual([['a', ids([2])]]);
  });

  it('is looked into and read once', async () => {
    engine = await openLabelled({ a: [0, 1] });
    await readAll('a');
    await readAll('a');
    expect(asked(engine, 'inspectLabel')).toHaveLength(1);
    expect(readings()).toHaveLength(1);
  });

  it('waits for its picture', async () => {
    engine = await openLabelled({ a: [0, 1] });
    patchPicture('a', { state: 'queued' });
    await readAll('a');
    expect(asked(engine, 'inspectLabel')).toEqual([]);
  });

  it('that is not there is not read', async () => {
    engine = await openLabelled({ a: [0, 1] });
    labelFiles.clear();
    await readAll('a');
    readAs('a', ids([1]));
    expect(readings()).toEqual([]);
  });

  it('that came in place of another is not described by it', async () => {
    engine = await openLabelled({ a: [0, 1] });
    const reading = readLabel('a');
    await Promise.resolve();
    const later = giveLabel('a', { name: 'later.png' });
    await reading;
    await settle();
    expect(labelOf('a')).toMatchObject({ fileName: 'later.png', info: null });
    expect(labelFiles.get('a')).toBe(later);
  });

  it('that was removed meanwhile stays away', async () => {
    engine = await openLabelled({ a: [0, 1] }, { reading: ids([1]) });
    const reading = readLabel('a');
    await Promise.resolve();
    patchPicture('a', { label: null });
    await reading;
    expect(labelOf('a')).toBeNull();
  });

  it('is read in another way on demand', async () => {
    engine = await openLabelled({ a: [0, 1] });
    await readAll('a');
    readAs('a', ids([], [1]));
    readAs('a', ids([], [1]));
    await settle();
    expect(readings()).toEqual([
      ['a', ids([1])],
      ['a', ids([], [1])],
    ]);
    expect(labelOf('a')?.info?.reading).toEqual(ids([], [1]));
  });
});

describe('a label that cannot be used', () => {
  const unreadable = new AnomalensError('label-unreadable', 'No label.');

  it('is given back, with what it could be opened as', async () => {
    const reopen = vi.fn();
    engine = await openLabelled({ a: unreadable }, { reopen });
    await readAll('a');
    expect(labelFiles.has('a')).toBe(false);
    expect(asked(engine, 'dropLabel')).toEqual([{ pictureId: 'a' }]);
    expect(labelOf('a')).toMatchObject({ info: null, error: { code: 'label-unreadable' } });
    expect(notices()).toMatchObject([{ kind: 'error', text: 'a_label.png: No label.' }]);
    expect(notices()[0]?.action?.label).toBe('Open as a picture');
    notices()[0]?.action?.run();
    expect(reopen).toHaveBeenCalledOnce();
  });

  it('has no way back where there is none', async () => {
    engine = await openLabelled({ a: unreadable });
    await readAll('a');
    expect(notices()[0]?.action).toBeNull();
  });

  it('is named with the others of its set, in one notice that counts them', async () => {
    const reopen = vi.fn();
    const names = ['a', 'b', 'c', 'd', 'e'];
    const all = Object.fromEntries(names.map((name) => [name, unreadable]));
    engine = await openLabelled(all, { reopen });
    await readAll(...names);
    expect(notices()).toHaveLength(1);
    expect(notices()[0]).toMatchObject({ kind: 'error', action: { label: 'Open as pictures' } });
    expect(notices()[0]?.text).toBe(
      '5 labels cannot be used. a_label.png: No label. b_label.png: No label. c_label.png: No label. And 2 more.',
    );
    notices()[0]?.action?.run();
    expect(reopen).toHaveBeenCalledTimes(5);
  });

  it('is told anew once the notice was dismissed, and apart from those of other sets', async () => {
    engine = await openLabelled({ a: unreadable, b: unreadable, c: unreadable });
    giveLabel('c', { blob: labelFiles.get('c')?.blob as Blob, set: 'another' });
    patchPicture('b', { state: 'queued' });
    await readAll('a', 'c');
    expect(notices().map(({ text }) => text)).toEqual([
      'a_label.png: No label.',
      'c_label.png: No label.',
    ]);
    dismissNotice(notices()[0]?.id ?? 0);
    patchPicture('b', { state: 'loaded' });
    await readAll('b');
    expect(notices().map(({ text }) => text)).toEqual([
      'c_label.png: No label.',
      'b_label.png: No label.',
    ]);
  });

  it('stays when another try can help', async () => {
    engine = await openLabelled({ a: new AnomalensError('out-of-memory', 'Too much.', true) });
    await readAll('a');
    expect(labelFiles.has('a')).toBe(true);
    expect(notices()).toEqual([]);
  });

  it('goes when its file was moved, and is named: the others of its set wait for it no longer', async () => {
    engine = await openLabelled({ a: new AnomalensError('label-unreadable', 'Moved.', true) });
    await readAll('a');
    expect(labelFiles.has('a')).toBe(false);
    expect(notices()).toMatchObject([{ kind: 'error', text: 'a_label.png: Moved.' }]);
  });

  it('that ends each worker is dropped, and the others of its set are read', async () => {
    engine = await openLabelled({ a: [0, 1], b: CRASH, c: [0, 255] });
    patchPicture('c', { state: 'queued' });
    const reading = readAll('a', 'b');
    await settle();
    await restart(engine);
    await reading;
    patchPicture('c', { state: 'loaded' });
    await readAll('c');
    expect(asked(engine, 'inspectLabel')).toHaveLength(4);
    expect(labelFiles.has('b')).toBe(false);
    expect(labelOf('b')?.error).toMatchObject({ code: 'label-unreadable', retryable: false });
    expect(notices()).toMatchObject([{ text: expect.stringMatching(/^b_label.png: .*stopped/) }]);
    expect(['a', 'c'].map((id) => labelFiles.get(id)?.reading)).toEqual([ids([1]), ids([1])]);
  });

  it('is looked into when no other is, so that it alone can end the worker', async () => {
    engine = await openLabelled({ a: CRASH, b: [0, 1] });
    const reading = Promise.all([readLabel('a'), readLabel('b')]);
    await settle();
    expect(asked(engine, 'inspectLabel')).toHaveLength(1);
    await restart(engine);
    await reading;
    await settle();
    expect(labelFiles.get('b')?.reading).toEqual(ids([1]));
  });

  it('stays when there is no worker any more', async () => {
    engine = await openLabelled({ a: CRASH });
    const reading = readLabel('a');
    await settle();
    engine.emit('state', 'failed');
    await reading;
    expect(labelFiles.has('a')).toBe(true);
    expect(notices()).toEqual([]);
  });

  it('stays with a picture that was removed', async () => {
    engine = await openLabelled({ a: unreadable });
    const reading = readLabel('a');
    await Promise.resolve();
    patchPictures({ order: [], byId: {} });
    await reading;
    expect(labelFiles.has('a')).toBe(true);
    expect(notices()).toEqual([]);
  });

  it('says nothing of one that came in its place', async () => {
    engine = await openLabelled({ a: unreadable });
    const reading = readLabel('a');
    await Promise.resolve();
    giveLabel('a');
    await reading;
    expect(labelFiles.has('a')).toBe(true);
    expect(notices()).toEqual([]);
  });

  it('leaves a picture without a label alone', async () => {
    engine = await openLabelled({ a: unreadable });
    patchPicture('a', { label: null });
    await readAll('a');
    expect(labelOf('a')).toBeNull();
    expect(notices()).toHaveLength(1);
  });
});
