import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { getState, patchPicture, patchPictures, patchSession, patchView } from '#src/store/store';
import { followAwaitedPicture } from './awaited-picture';

const ZOOM = { centreX: 4, centreY: 5, scale: 2 };
const AWAITED = { name: 'boulder.webp', identity: '0123456789ab', zoom: ZOOM };
const known = (id: string, identity: string) => patchPicture(id, { identity, state: 'loaded' });
const notices = () => getState().notices.list.map(({ text }) => text);
let selected: string[] = [];
let stop = () => {};

beforeEach(() => {
  openPictures(['a', 'b']);
  selected = [];
  patchSession({ awaited: AWAITED });
  stop = followAwaitedPicture(async (id) => {
    selected.push(id);
    patchPictures({ selectedId: id });
    patchView({ zoom: 'fit' });
  });
});
afterEach(() => stop());

describe('a picture that a link waits for', () => {
  it('is shown as the link shows it when it is there, and is not waited for any more', async () => {
    known('a', 'f'.repeat(64));
    expect(selected).toEqual([]);
    known('b', `0123456789ab${'0'.repeat(52)}`);
    await settle();
    expect(selected).toEqual(['b']);
    expect(getState().view.zoom).toEqual(ZOOM);
    expect(getState().session.awaited).toBeNull();
    expect(notices()).toEqual([]);
  });

  it('lends its settings to others, which is said when none can be it', () => {
    known('a', 'f'.repeat(64));
    expect(getState().session.awaited).not.toBeNull();
    patchPicture('b', { state: 'failed' });
    expect(notices()).toEqual([
      'The link was made on boulder.webp, which is another picture. Its settings are used here.',
    ]);
    expect([selected, getState().session.awaited]).toEqual([[], null]);
  });

  it('is shown at once where it is open when the link is followed', async () => {
    patchSession({ awaited: null });
    known('a', `0123456789ab${'0'.repeat(52)}`);
    known('b', 'f'.repeat(64));
    expect(selected).toEqual([]);
    patchSession({ awaited: AWAITED });
    await settle();
    expect(selected).toEqual(['a']);
  });

  it('is left alone once another is chosen meanwhile', async () => {
    stop();
    stop = followAwaitedPicture(async () => {
      patchPictures({ selectedId: 'a' });
      patchView({ zoom: 'fit' });
    });
    known('b', `0123456789ab${'0'.repeat(52)}`);
    await settle();
    expect(getState().view.zoom).toBe('fit');
  });
});
