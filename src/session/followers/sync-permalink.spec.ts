import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { formatHash } from '#src/store/address/url-state';
import { initialView } from '#src/store/initial-state';
import {
  getState,
  patchBenchmark,
  patchPicture,
  patchPictures,
  patchSession,
  patchView,
} from '#src/store/store';
import { applyHash, syncPermalink, tellUnusableSettings, writeHash } from './sync-permalink';

vi.mock('#src/store/address/url-settings', () => ({
  unusableSettings: ['size=100', 'compute=wasm'],
}));

const page = new EventTarget();
const place = { hash: '', pathname: '/app/', search: '?size=512' };
let opened: (string | null)[];
let arrive: () => void;
let stop = () => {};

/** A link is opened in this tab. */
function follow(hash: string): void {
  place.hash = hash;
  page.dispatchEvent(new Event('hashchange'));
}

beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  place.hash = '';
  vi.stubGlobal('location', place);
  vi.stubGlobal('history', {
    replaceState: (_state: null, _title: string, url: string) => {
      place.hash = url.startsWith('#') ? url : '';
    },
  });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  openPictures(['a', 'b']);
  patchPicture('b', { sampleId: 'cow' });
  stop = syncPermalink((id) => {
    opened.push(id);
    return new Promise((resolve) => {
      arrive = () => {
        patchPictures({ selectedId: id === 'cow' ? 'b' : 'a' });
        resolve();
      };
    });
  });
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a link that was made on a picture of one’s own', () => {
  it('waits for it, opens no sample, and keeps its name in the address meanwhile', async () => {
    follow('#layout="two"&made-on=0123456789ab-boulder.webp');
    await settle();
    expect(opened).toEqual([]);
    expect(getState().session.awaited).toEqual({
      name: 'boulder.webp',
      identity: '0123456789ab',
      zoom: 'fit',
    });
    expect(place.hash).toContain('made-on=0123456789ab-boulder.webp');
    patchSession({ awaited: null });
    await vi.advanceTimersByTimeAsync(300);
    expect(place.hash).not.toContain('made-on');
  });

  it('is not waited for any more when another link is followed', async () => {
    follow('#made-on=0123456789ab-boulder.webp');
    await settle();
    follow('#sample=cow');
    expect(getState().session.awaited).toBeNull();
    expect(opened).toEqual(['cow']);
  });
});

describe('a link that is opened in an open tab', () => {
  it('gives the view of a new tab: what it does not name has its default', () => {
    patchView({
      layout: 'four',
      activePane: 3,
      minArea: 9,
      zoom: { centreX: 1, centreY: 1, scale: 2 },
    });
    patchView({ thresholds: { rpl: 3 }, highlightedRegion: 4, theme: 'dark' });
    patchBenchmark({ open: true });
    follow('#layout=%22two%22&swipe=0.25');
    expect(getState().view).toEqual({
      ...initialView(),
      layout: 'two',
      swipe: 0.25,
      theme: 'dark', // of the browser, not of links
    });
    expect(getState().benchmark.open).toBe(false);
  });

  it('opens the sample that it names, and the first where it names none', () => {
    follow('#sample=cow');
    follow('#');
    expect(opened).toEqual(['cow', null]);
  });

  it('stays in the address until its sample is there', async () => {
    follow('#sample=cow&layout=%22two%22');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(place.hash).toBe('#sample=cow&layout=%22two%22');
    arrive();
    await settle();
    patchView({ layout: 'four' });
    await vi.advanceTimersByTimeAsync(200);
    expect(place.hash).toBe('#sample=cow&layout=%22four%22');
  });

  it('says when a part of it cannot be read', () => {
    follow('#layout=%22round%22');
    expect(getState().view.layout).toBe('single');
    expect(getState().notices.list.map(({ text }) => text)).toEqual([
      expect.stringContaining('Parts of this link could not be read'),
    ]);
  });
});

it('a change of the view is written once it rests', async () => {
  patchView({ minArea: 4 });
  await vi.advanceTimersByTimeAsync(199);
  expect(place.hash).not.toContain('minArea');
  await vi.advanceTimersByTimeAsync(1);
  expect(place.hash).toBe('#minArea=4');
});

it('the benchmark and the sample of the selected picture are written too', async () => {
  patchBenchmark({ open: true });
  await vi.advanceTimersByTimeAsync(200);
  expect(place.hash).toBe(`#${formatHash(getState())}`);
  expect(place.hash).not.toBe('#');
  patchBenchmark({ open: false });
  patchPictures({ selectedId: 'b' });
  await vi.advanceTimersByTimeAsync(200);
  expect(place.hash).toBe('#sample=cow');
});

it('other changes write nothing, and put nothing off', async () => {
  const written = vi.spyOn(history, 'replaceState');
  patchBenchmark({ hint: 'A private window.' });
  await vi.advanceTimersByTimeAsync(200);
  patchView({ minArea: 4 });
  await vi.advanceTimersByTimeAsync(150);
  patchBenchmark({ hint: null });
  await vi.advanceTimersByTimeAsync(50);
  expect(written).toHaveBeenCalledOnce();
  patchView({ minArea: 4 });
  await vi.advanceTimersByTimeAsync(200);
  expect(written).toHaveBeenCalledOnce();
});

it('a view without anything unusual leaves no fragment', () => {
  place.hash = '#minArea=4';
  const written = vi.spyOn(history, 'replaceState');
  writeHash();
  expect(written.mock.calls).toEqual([[null, '', '/app/?size=512']]);
});

it('of two links that are followed at once the later one counts', async () => {
  follow('#sample=cow&layout=%22two%22');
  const first = arrive;
  follow('#layout=%22four%22');
  const second = arrive;
  first();
  await settle();
  patchView({ minArea: 4 });
  await vi.advanceTimersByTimeAsync(200);
  expect(place.hash).toBe('#layout=%22four%22');
  second();
  await settle();
  expect(place.hash).toContain('minArea=4');
});

it('nothing is followed or written after the end', async () => {
  patchView({ minArea: 4 });
  stop();
  patchView({ minArea: 5 });
  follow('#sample=cow');
  await vi.advanceTimersByTimeAsync(1000);
  expect(opened).toEqual([]);
  expect(place.hash).toBe('#sample=cow');
});

it('settings of the address that nobody can give are named', () => {
  tellUnusableSettings();
  expect(getState().notices.list.map(({ text }) => text)).toEqual([
    'The address asks for size=100, compute=wasm, which cannot be used: the usual setting is used.',
  ]);
});

it('a new tab takes its link in the same way', () => {
  place.hash = '#sample=cow&minArea=7';
  expect(applyHash()).toBe('cow');
  expect(getState().view.minArea).toBe(7);
});
