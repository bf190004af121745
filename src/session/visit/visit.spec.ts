import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const { kept, place, marks, opened } = vi.hoisted(() => {
  const address = { search: '', hash: '' };
  vi.stubGlobal('location', address);
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  const files: { path: string }[][] = [];
  return { kept: new Map<string, unknown>(), place: address, marks: stored, opened: files };
});
let isBroken = false;
vi.mock('./kept-visits', () => {
  const orFail = async <T>(value: () => T): Promise<T> => {
    if (isBroken) throw new DOMException('private', 'InvalidStateError');
    return value();
  };
  return {
    keepVisit: (tab: string, visit: unknown) => orFail(() => void kept.set(tab, visit)),
    keptVisit: (tab: string) => orFail(() => kept.get(tab) ?? null),
    latestVisit: (living: string[]) =>
      orFail(() => [...kept].find(([tab]) => !living.includes(tab))?.[1] ?? null),
    forgetVisit: (tab: string) => orFail(() => void kept.delete(tab)),
  };
});
vi.mock('#src/actions/pictures/open-paths', () => ({
  openPaths: async (files: { path: string }[]) => void opened.push(files),
}));
vi.mock('#src/actions/pictures/open-linked-sample', () => ({ openLinkedSample: async () => {} }));
vi.mock('./tab', () => ({ tabName: async () => 'here', livingTabs: async () => ['here', 'b'] }));

import { leaveVisit } from '#src/actions/visit/leave-visit';
import { reopenVisit } from '#src/actions/visit/reopen-visit';
import type { FileAtPath } from '#src/session/files/read-files';
import { openPictures } from '#src/session/testing/pictures-page';
import {
  getState,
  patchPicture,
  patchPictures,
  patchSession,
  patchSet,
  patchView,
} from '#src/store/store';
import { followVisit, wasHere } from './follow-visit';
import { keepHandles, keptHandles } from './handles';
import type { Visit } from './kept-visits';
import { offerVisit } from './offer-visit';
import { tellVisit } from './tell-visit';
import { fakeHandle } from './testing/fake-handle';

const digest = (digit: string) => digit.repeat(64);
const notices = () => getState().notices.list.map(({ text }) => text);
const open = async (files: FileAtPath[]) => void opened.push(files);
let stop = () => {};

function openOne(): void {
  patchPictures({ order: ['a'], selectedId: 'a' });
  patchPicture('a', { identity: digest('a'), name: 'a.png' });
}

async function wait(milliseconds = 1000): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

const visitOf = (tab: string) => kept.get(tab) as Visit | undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'warn').mockReturnValue();
  kept.clear();
  marks.clear();
  opened.length = 0;
  isBroken = false;
  place.hash = '';
  openPictures(['a']);
  patchPictures({ order: [], selectedId: null });
  keepHandles([]);
  stop = followVisit();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what is open in a tab', () => {
  it('is kept a second after the last change, with what was dropped', async () => {
    keepHandles([fakeHandle('a.png')]);
    openOne();
    await wait(900);
    patchSet({ tags: { a: ['night'] } });
    await wait(900);
    expect(kept.size).toBe(0);
    await wait(100);
    expect(visitOf('here')?.project.pictures).toMatchObject([
      { identity: digest('a'), name: 'a.png', tags: ['night'] },
    ]);
    expect(visitOf('here')?.project.shown).toBe(digest('a'));
    expect(visitOf('here')?.handles).toHaveLength(1);
    expect(visitOf('here')?.time).toBe(Date.now());
    expect(wasHere()).toBe(true);
  });

  it('is not kept for what nobody changes', async () => {
    patchSession({ progress: null });
    await wait();
    expect(kept.size).toBe(0);
    expect(wasHere()).toBe(false);
  });

  it('is forgotten once nothing is open', async () => {
    openOne();
    await wait();
    patchPictures({ order: [], selectedId: null });
    await wait();
    expect(kept.size).toBe(0);
  });

  it('keeps what is waited for, until that is open too', async () => {
    const missing = [{ name: 'b.png', identity: digest('b'), tags: [], prompts: null }];
    patchSession({ project: { name: 'p', shown: digest('b'), missing } });
    await wait();
    expect(visitOf('here')?.project).toMatchObject({ pictures: missing, shown: digest('b') });
    openOne();
    await wait();
    expect(visitOf('here')?.project.pictures.map(({ name }) => name)).toEqual(['a.png', 'b.png']);
  });

  it('is told once where the browser keeps nothing', async () => {
    isBroken = true;
    patchView({ layout: 'two' });
    await wait();
    expect(notices()).toEqual([]); // nothing would be lost
    openOne();
    await wait();
    patchView({ layout: 'four' });
    await wait(10_000);
    patchView({ layout: 'two' });
    await wait();
    expect(vi.mocked(console.warn)).toHaveBeenCalled();
    expect(notices()).toEqual([]);
    patchSet({ tags: { a: ['x'] } });
    await wait();
    expect(notices()).toEqual([]); // it was, and has gone
  });

  it('ends with its following', async () => {
    openOne();
    stop();
    await wait();
    expect(kept.size).toBe(0);
  });
});

describe('the last visit', () => {
  async function leave(handles: FileSystemHandle[] = [], tab = 'here'): Promise<void> {
    keepHandles(handles);
    openOne();
    patchView({ thresholds: { entropy: 0.4 } });
    await wait();
    const visit = visitOf('here');
    expect(visit).toBeDefined();
    stop();
    openPictures([]);
    keepHandles([]);
    kept.clear();
    kept.set(tab, visit);
  }

  it('is offered with its view, and its pictures are waited for', async () => {
    await leave();
    expect(await offerVisit(false, open)).toBe(true);
    expect(getState().session.visit).toEqual({ pictures: 1, canReopen: false });
    expect(getState().session.project).toMatchObject({
      name: 'your last visit',
      shown: digest('a'),
      missing: [{ identity: digest('a') }],
    });
    expect(getState().view.thresholds).toEqual({ entropy: 0.4 });
    expect(opened).toEqual([]);
  });

  it('leaves the view to an address that has one', async () => {
    await leave();
    place.hash = '#layout="two"';
    await offerVisit(false, open);
    expect(getState().view.thresholds).toEqual({});
  });

  it('is opened by itself where all of it may be read', async () => {
    await leave([fakeHandle('a.png')]);
    await offerVisit(false, open);
    expect(opened.map((files) => files.map(({ path }) => path))).toEqual([['a.png']]);
    expect(getState().session.visit).toBeNull();
    expect(keptHandles()).toHaveLength(1);
  });

  it('is opened with a click where a person has to allow it', async () => {
    await leave([fakeHandle('a.png', 'prompt', 'granted')]);
    await offerVisit(false, open);
    expect(opened).toEqual([]);
    expect(getState().session.visit).toEqual({ pictures: 1, canReopen: true });
    tellVisit(async () => undefined);
    expect(notices()).toEqual(['One picture of your last visit can be opened again.']);
    expect(getState().notices.list[0]?.action?.label).toBe('Open again');
    await reopenVisit();
    expect(opened[0]?.map(({ path }) => path)).toEqual(['a.png']);
    expect(getState().session.visit).toBeNull();
  });

  it('stays offered where a person does not allow it, or the files are gone', async () => {
    await leave([fakeHandle('a.png', 'prompt', 'denied')]);
    await offerVisit(false, open);
    await reopenVisit();
    expect(notices().at(-1)).toContain('was not allowed');
    const gone = { ...fakeHandle('a.png', 'prompt', 'granted'), getFile: async () => Promise.reject() };
    keepHandles([gone as unknown as FileSystemHandle]);
    await reopenVisit();
    expect(notices().at(-1)).toContain('not where they were');
    expect(getState().session.visit).not.toBeNull();
  });

  it('of another tab is offered to a page that is opened anew, and to no link', async () => {
    await leave([], 'a tab that is gone');
    expect(await offerVisit(true, open)).toBe(false);
    expect(getState().session.visit).toBeNull();
    expect(await offerVisit(false, open)).toBe(true);
  });

  it('of a tab that lives is its own', async () => {
    await leave([], 'b');
    expect(await offerVisit(false, open)).toBe(false);
  });

  it('is none on a first visit, where nothing is kept, and where that is damaged', async () => {
    expect(await offerVisit(false, open)).toBe(false);
    await leave();
    isBroken = true;
    expect(await offerVisit(false, open)).toBe(false);
    isBroken = false;
    const visit = visitOf('here')!;
    kept.set('here', { ...visit, project: { ...visit.project, version: 9 } });
    expect(await offerVisit(false, open)).toBe(false);
    kept.set('here', { ...visit, project: { ...visit.project, pictures: [] } });
    expect(await offerVisit(false, open)).toBe(false);
    expect(getState().session.project).toBeNull();
  });

  it('without known pictures waits for none, and can be opened all the same', async () => {
    await leave([fakeHandle('ride.mp4', 'prompt')]);
    const visit = visitOf('here')!;
    kept.set('here', { ...visit, project: { ...visit.project, pictures: [] } });
    expect(await offerVisit(false, open)).toBe(true);
    expect(getState().session).toMatchObject({
      project: null,
      visit: { pictures: 0, canReopen: true },
    });
  });

  it('is no longer offered when pictures are opened, nor when it is given up', async () => {
    await leave();
    await offerVisit(false, open);
    tellVisit(async () => undefined);
    expect(notices()[0]).toContain('open the same files');
    expect(getState().notices.list[0]?.action).toBeNull();
    stop = followVisit();
    openOne();
    expect(getState().session.visit).toBeNull();
    tellVisit(async () => undefined);
    expect(notices()).toHaveLength(1);
    patchSession({ visit: { pictures: 1, canReopen: false } });
    void leaveVisit();
    expect(getState().session).toMatchObject({ visit: null, project: null });
    expect(keptHandles()).toEqual([]);
  });
});
