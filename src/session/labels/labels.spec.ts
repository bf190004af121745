import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AnomalensError } from '#src/core/errors';
import type { LabelEncoding } from '#src/core/ground-truth/encodings';
import type { FakeEngine } from '#src/engine-client/testing/fake-engine';
import type { LabelInfo } from '#src/protocol/labels';
import { holdPicture } from '#src/session/held-pictures';
import { askNextEncoding, membersOf } from '#src/session/labels/label-questions';
import { asked, giveLabel, openPictures, settle } from '#src/session/testing/pictures-page';
import { labelFiles, type StoredLabel } from '#src/store/files';
import { getState, patchPicture, patchPictures, patchQuestions } from '#src/store/store';
import { readAs, readLabel } from './labels';

let engine: FakeEngine;

function infoOf(
  encoding: LabelEncoding,
  candidates: LabelEncoding[] = [encoding],
  ambiguous = false,
): LabelInfo {
  const counts = { normal: 1, anomaly: 1, ignore: 0 };
  const about = { width: 64, height: 36, counts, closedSet: false, notice: null };
  return { ...about, encoding, candidates, ambiguous };
}

/** What the worker reads, by picture, unless it is told how to read. */
async function open(
  readings: Record<string, LabelInfo | AnomalensError>,
  label: Partial<StoredLabel> = {},
): Promise<void> {
  engine = openPictures(Object.keys(readings), {
    loadLabel: ({ pictureId, source }) => {
      const reading = readings[pictureId];
      if (!reading || reading instanceof AnomalensError) throw reading;
      return source.encoding ? { ...reading, encoding: source.encoding } : reading;
    },
  });
  for (const id of Object.keys(readings)) {
    giveLabel(id, label);
    await holdPicture(id);
  }
}

const labelOf = (id: string) => getState().pictures.byId[id]?.label;
const notices = () => getState().notices.list;
const readings = () =>
  asked(engine, 'loadLabel').map(({ pictureId, source }) => [pictureId, source.encoding]);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a label', () => {
  it('that was read is in the list, with what its values say', async () => {
    await open({ a: infoOf('mask-255', ['mask-255', 'anomaly-1']) });
    await readLabel('a');
    expect(labelOf('a')).toMatchObject({ error: null, info: { encoding: 'mask-255' } });
    expect(labelFiles.get('a')?.detection).toEqual({
      encoding: 'mask-255',
      candidates: ['mask-255', 'anomaly-1'],
      ambiguous: false,
    });
  });

  it('is read once', async () => {
    await open({ a: infoOf('mask-255') });
    await readLabel('a');
    await readLabel('a');
    expect(readings()).toEqual([['a', null]]);
  });

  it('that is not there is not read', async () => {
    await open({ a: infoOf('mask-255') });
    labelFiles.clear();
    await readLabel('a');
    readAs('a', 'anomaly-1');
    expect(readings()).toEqual([]);
  });

  it('that came in place of another is not described by it', async () => {
    await open({ a: infoOf('mask-255') });
    const reading = readLabel('a');
    await Promise.resolve();
    const later = giveLabel('a', { name: 'later.png' });
    await reading;
    expect(labelOf('a')).toMatchObject({ fileName: 'later.png', info: null });
    expect(labelFiles.get('a')).toBe(later);
  });

  it('that was removed meanwhile stays away', async () => {
    await open({ a: infoOf('mask-255') });
    const reading = readLabel('a');
    await Promise.resolve();
    patchPicture('a', { label: null });
    await reading;
    expect(labelOf('a')).toBeNull();
    expect(labelFiles.get('a')?.detection).toBeNull();
  });

  it('is read in another way on demand, and keeps what its values say', async () => {
    await open({ a: infoOf('mask-255') });
    await readLabel('a');
    readAs('a', 'anomaly-1');
    await settle();
    expect(readings()).toEqual([
      ['a', null],
      ['a', 'anomaly-1'],
    ]);
    expect(labelOf('a')?.info?.encoding).toBe('anomaly-1');
    expect(labelFiles.get('a')?.detection?.encoding).toBe('mask-255');
  });
});

describe('a label that cannot be used', () => {
  const unreadable = new AnomalensError('label-unreadable', 'No label.');

  it('is given back, with what it could be opened as', async () => {
    const reopen = vi.fn();
    await open({ a: unreadable }, { reopen });
    await readLabel('a');
    expect(labelFiles.has('a')).toBe(false);
    expect(asked(engine, 'dropLabel')).toEqual([{ pictureId: 'a' }]);
    expect(labelOf('a')).toMatchObject({ info: null, error: { code: 'label-unreadable' } });
    expect(notices()).toMatchObject([{ kind: 'error', text: 'a_label.png: No label.' }]);
    expect(notices()[0]?.action?.label).toBe('Open as a picture');
    notices()[0]?.action?.run();
    expect(reopen).toHaveBeenCalledOnce();
  });

  it('has no way back where there is none', async () => {
    await open({ a: unreadable });
    await readLabel('a');
    expect(notices()[0]?.action).toBeNull();
  });

  it('stays when another try can help', async () => {
    await open({ a: new AnomalensError('label-unreadable', 'Moved.', true) });
    await readLabel('a');
    expect(labelFiles.has('a')).toBe(true);
    expect(notices()).toEqual([]);
  });

  it('stays with a picture that was removed', async () => {
    await open({ a: unreadable });
    const reading = readLabel('a');
    await Promise.resolve();
    patchPictures({ order: [], byId: {} });
    await reading;
    expect(labelFiles.has('a')).toBe(true);
    expect(notices()).toEqual([]);
  });

  it('says nothing of one that came in its place', async () => {
    await open({ a: unreadable });
    const reading = readLabel('a');
    await Promise.resolve();
    giveLabel('a');
    await reading;
    expect(labelFiles.has('a')).toBe(true);
    expect(notices()).toEqual([]);
  });

  it('leaves a picture without a label alone', async () => {
    await open({ a: unreadable });
    patchPicture('a', { label: null });
    await readLabel('a');
    expect(labelOf('a')).toBeNull();
    expect(notices()).toHaveLength(1);
  });
});

describe('labels of one set', () => {
  const unclear = infoOf('anomaly-1', ['anomaly-1', 'anomaly-2'], true);
  const clear = infoOf('anomaly-2');

  const either = infoOf('train-ids', ['train-ids', 'label-ids']);
  const ids = infoOf('label-ids', ['label-ids']);

  it('explain each other', async () => {
    await open({ a: either, b: ids });
    await readLabel('a');
    await readLabel('b');
    await settle();
    expect(readings()).toEqual([
      ['a', null],
      ['b', null],
      ['a', 'label-ids'],
    ]);
    expect(labelOf('a')?.info?.encoding).toBe('label-ids');
    expect(getState().questions.encoding).toBeNull();
  });

  it('do not explain those of another set', async () => {
    await open({ a: either, b: ids });
    giveLabel('a', { set: 'another' });
    await readLabel('a');
    await readLabel('b');
    await settle();
    expect(readings()).toHaveLength(2);
  });

  it('that stay unclear are asked about together, once all have been read', async () => {
    await open({ a: unclear, b: unclear });
    await readLabel('a');
    expect(getState().questions.encoding).toBeNull();
    await readLabel('b');
    expect(getState().questions.encoding).toEqual({
      pictureIds: ['a', 'b'],
      candidates: ['anomaly-1', 'anomaly-2'],
      current: 'anomaly-1',
    });
  });

  it('do not wait for one of a picture that is gone or broken', async () => {
    await open({ a: unclear, b: clear, c: clear });
    patchPicture('b', { state: 'failed' });
    const { a, b } = getState().pictures.byId;
    if (a && b) patchPictures({ order: ['a', 'b'], byId: { a, b } });
    expect(membersOf('set').map(([id]) => id)).toEqual(['a']);
    await readLabel('a');
    expect(getState().questions.encoding?.pictureIds).toEqual(['a']);
  });

  it('are asked about when the last of them turns out to be none', async () => {
    await open({ a: unclear, b: new AnomalensError('label-unreadable', 'No label.') });
    await readLabel('a');
    await readLabel('b');
    expect(getState().questions.encoding?.pictureIds).toEqual(['a']);
  });

  it('are asked about one set at a time', async () => {
    await open({ a: unclear, b: unclear });
    giveLabel('b', { set: 'another' });
    await readLabel('a');
    await readLabel('b');
    expect(getState().questions.encoding?.pictureIds).toEqual(['a']);
    patchQuestions({ encoding: null });
    labelFiles.delete('a');
    askNextEncoding();
    expect(getState().questions.encoding?.pictureIds).toEqual(['b']);
  });

  it('offer one of the readings that say the same of a binary mask', async () => {
    const binary: LabelEncoding[] = ['mask-255', 'anomaly-1', 'anomaly-2', 'anomaly-254'];
    await open({ a: infoOf('mask-255', binary, true) });
    await readLabel('a');
    expect(getState().questions.encoding?.candidates).toEqual(['mask-255', 'anomaly-1']);
    await open({ a: infoOf('anomaly-2', binary, true) });
    await readLabel('a');
    expect(getState().questions.encoding?.candidates).toEqual(['mask-255', 'anomaly-2']);
  });
});
