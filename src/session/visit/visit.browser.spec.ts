import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileAtPath } from '#src/session/files/read-files';
import { openPictures } from '#src/session/testing/pictures-page';
import { getState, patchPicture, patchPictures, patchSet, patchView } from '#src/store/store';
import { followVisit } from './follow-visit';
import { filesOfHandles, keepHandles, keptHandles, noteDropped, readable } from './handles';
import { forgetVisit, keepVisit, keptVisit, latestVisit } from './kept-visits';
import { offerVisit } from './offer-visit';
import { livingTabs, tabName } from './tab';

const digest = (digit: string) => digit.repeat(64);
const PROJECT = { anomalens: 'project', version: 1, view: '', pictures: [], shown: null } as const;
const visitAt = (time: number) => ({ project: { ...PROJECT, pictures: [] }, handles: [], time });

/** A folder of the page's own file system, whose handles need no permission. */
async function folder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  const made = await root.getDirectoryHandle('ride', { create: true });
  const inner = await made.getDirectoryHandle('night', { create: true });
  for (const [place, name] of [
    [made, 'a.png'],
    [inner, 'b.png'],
  ] as const) {
    const writing = await (await place.getFileHandle(name, { create: true })).createWritable();
    await writing.write(name);
    await writing.close();
  }
  return made;
}

/** A picture with a tag is open, at a threshold of 0.4. */
function openOne(): void {
  openPictures(['a']);
  patchPicture('a', { identity: digest('a'), name: 'a.png' });
  patchPictures({ selectedId: 'a' });
  patchView({ thresholds: { entropy: 0.4 } });
  patchSet({ tags: { a: ['night'] } });
}

beforeEach(async () => {
  keepHandles([]);
  await forgetVisit(await tabName());
});

describe('a tab', () => {
  it('has one name over its reloads, and is among those that live', async () => {
    const name = await tabName();
    expect(sessionStorage.getItem('anomalens-tab')).toBe(name);
    expect(await livingTabs()).toContain(name);
  });
});

describe('visits', () => {
  it('are kept by tab: the five that were used last', async () => {
    for (let n = 1; n <= 6; n++) await keepVisit(`tab ${n}`, visitAt(Date.now() + 1e6 * n));
    expect(await keptVisit('tab 1')).toBeNull();
    expect((await keptVisit('tab 2'))?.project).toEqual(PROJECT);
    await forgetVisit('tab 2');
    expect(await keptVisit('tab 2')).toBeNull();
    for (let n = 3; n <= 6; n++) await forgetVisit(`tab ${n}`);
  });

  it('of tabs that are gone are found, the latest first', async () => {
    const later = Date.now() + 1e9;
    await keepVisit('x', visitAt(later));
    await keepVisit('y', visitAt(later + 1));
    expect((await latestVisit([]))?.time).toBe(later + 1);
    expect((await latestVisit(['y']))?.time).toBe(later);
    for (const tab of ['x', 'y']) await forgetVisit(tab);
  });
});

describe('handles', () => {
  it('give their files with the paths of a drop; what is gone is passed over', async () => {
    const handle = await folder();
    const files = await filesOfHandles([handle]);
    expect(files.map(({ path }) => path).sort()).toEqual(['ride/a.png', 'ride/night/b.png']);
    expect(await files.find(({ path }) => path === 'ride/a.png')?.file.text()).toBe('a.png');
    const gone = await handle.getFileHandle('a.png');
    await handle.removeEntry('a.png');
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    expect(await filesOfHandles([gone])).toEqual([]);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  it('are kept of a drop, those that the browser gives', async () => {
    const handle = await folder();
    const item = (got: () => Promise<unknown>) => ({ kind: 'file', getAsFileSystemHandle: got });
    const items = [
      item(async () => handle),
      item(async () => null),
      item(() => Promise.reject(new DOMException('no'))),
      { kind: 'string' },
      { kind: 'file' },
    ];
    noteDropped({ items } as unknown as DataTransfer);
    await vi.waitFor(() => expect(keptHandles()).toEqual([handle]));
  });

  it('are read where a person allows it', async () => {
    const asked = (answer: string) => ({ requestPermission: async () => answer }) as never;
    const allowed = asked('granted');
    expect(await readable([asked('denied'), allowed, {} as never])).toEqual([allowed]);
  });
});

describe('what was open in a tab', () => {
  const opened: FileAtPath[][] = [];
  const open = async (files: FileAtPath[]) => void opened.push(files);

  async function leaveAndComeBack(handles: FileSystemHandle[]): Promise<boolean> {
    opened.length = 0;
    openPictures([]);
    keepHandles(handles);
    const stop = followVisit();
    openOne();
    await vi.waitFor(
      async () => expect((await latestVisit([]))?.project.pictures).toHaveLength(1),
      {
        timeout: 5000,
      },
    );
    stop();
    openPictures([]);
    keepHandles([]);
    patchView({ thresholds: {} });
    return offerVisit(false, open);
  }

  it('is opened again where the browser allows it, and waited for', async () => {
    expect(await leaveAndComeBack([await folder()])).toBe(true);
    expect(opened[0]?.map(({ path }) => path)).toContain('ride/night/b.png');
    const { visit, project } = getState().session;
    expect(visit).toBeNull();
    expect(project?.missing).toMatchObject([{ identity: digest('a'), tags: ['night'] }]);
    expect(getState().view.thresholds).toEqual({ entropy: 0.4 });
  });

  it('is offered where it can only be opened by hand', async () => {
    expect(await leaveAndComeBack([])).toBe(true);
    expect(opened).toEqual([]);
    expect(getState().session.visit).toEqual({ pictures: 1, canReopen: false });
  });

  it('is not offered to a link in another tab, but to a page that is opened anew', async () => {
    await leaveAndComeBack([]);
    const tab = await tabName();
    await keepVisit('a tab that is gone', (await keptVisit(tab))!);
    await forgetVisit(tab);
    openPictures([]);
    expect(await offerVisit(true, open)).toBe(false);
    expect(getState().session.visit).toBeNull();
    expect(await offerVisit(false, open)).toBe(true);
    await forgetVisit('a tab that is gone');
  });
});
