import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { record, startHistory } from '#src/core/history';
import type { Prompt } from '#src/core/prompts/prompt';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { pictureSources } from '#src/store/files';
import {
  getState,
  patchChanges,
  patchPicture,
  patchPictures,
  patchPrompts,
  patchSet,
  patchView,
} from '#src/store/store';
import { followChanges } from './follow-changes';
import { stepBack, stepForward } from './restore';
import { takeAway } from './take-pictures';

const IDS = ['a', 'b', 'c'];
let stop = () => {};
let clock = 0;
const selected: string[] = [];
const select = async (id: string) => {
  selected.push(id);
  patchPictures({ selectedId: id });
};
const titles = () => getState().changes.past.map(({ title }) => title);
const undo = () => stepBack(select);
const redo = () => stepForward(select);
const later = () => (clock += 5000);
const prompt = (id: string) => ({ id }) as Prompt;

beforeEach(() => {
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
  vi.stubGlobal('addEventListener', (name: string, listener: () => void) =>
    listeners.set(name, listener),
  );
  openPictures(IDS);
  for (const id of IDS) patchPicture(id, { state: 'loaded', thumbnailUrl: `blob:${id}` });
  patchPictures({ selectedId: 'a' });
  selected.length = 0;
  stop = followChanges();
});
const listeners = new Map<string, () => void>();
afterEach(() => {
  stop();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a change', () => {
  it('is a step with a name, undone and done again', () => {
    patchView({ thresholds: { entropy: 0.25 } });
    later();
    patchView({ layout: 'two' });
    expect(titles()).toEqual(['Threshold of Softmax entropy', 'Layout of the panes']);
    undo();
    expect(getState().view.layout).toBe('single');
    expect(getState().view.thresholds).toEqual({ entropy: 0.25 });
    undo();
    expect(getState().view.thresholds).toEqual({});
    undo();
    expect(titles()).toEqual([]);
    redo();
    redo();
    redo();
    expect(getState().view).toMatchObject({ layout: 'two', thresholds: { entropy: 0.25 } });
    expect(titles()).toHaveLength(2);
  });

  it('takes back its own part alone, whatever has changed since', () => {
    patchView({ layout: 'two' });
    patchView({ zoom: { centreX: 1, centreY: 2, scale: 3 } }); // merely looked at
    undo();
    expect(getState().view.layout).toBe('single');
    expect(getState().view.zoom).toEqual({ centreX: 1, centreY: 2, scale: 3 });
  });

  it('after one that was undone takes its place', () => {
    patchView({ layout: 'two' });
    undo();
    patchView({ layout: 'four' });
    redo();
    expect(getState().view.layout).toBe('four');
    expect(titles()).toEqual(['Layout of the panes']);
    undo();
    expect(getState().view.layout).toBe('single');
  });

  it('of several parts at once, as by a link, is one step', () => {
    patchView({ layout: 'two', removeAbove: 0.5, tintOpacity: 0.1 });
    expect(titles()).toEqual(['Several settings']);
    undo();
    expect(getState().view).toMatchObject({ layout: 'single', removeAbove: null });
  });

  it('of a pane says which', () => {
    const { panes } = getState().view;
    const changed = (change: Partial<(typeof panes)[number]>, count = 1) =>
      panes.map((pane, place) => (place < count ? { ...pane, ...change } : pane));
    patchView({ panes: changed({ layer: 'heat' }) });
    patchView({ panes: changed({ methodId: 'energy' }) });
    patchView({ panes: changed({ methodId: 'msp' }, 2) });
    expect(titles()).toEqual(['Layer', 'Method: Free energy', 'Methods of the panes']);
    undo();
    undo();
    undo();
    expect(getState().view.panes).toEqual(panes);
  });

  it('that leaves everything as it was is none', () => {
    patchView({ thresholds: {}, panes: [...getState().view.panes] });
    patchSet({ tags: {} });
    expect(titles()).toEqual([]);
  });

  it('is kept a hundred steps deep', () => {
    for (let n = 0; n < 105; n++) {
      later();
      patchView({ thresholds: { entropy: n } });
    }
    expect(titles()).toHaveLength(100);
    for (let n = 0; n < 200; n++) undo();
    expect(getState().view.thresholds).toEqual({ entropy: 4 });
  });
});

describe('a slider', () => {
  it('that is moved on and on is one step', () => {
    patchView({ thresholds: { entropy: 0.1 } });
    clock += 900;
    patchView({ thresholds: { entropy: 0.2 } });
    clock += 900;
    patchView({ thresholds: { entropy: 0.3 } });
    expect(titles()).toEqual(['Threshold of Softmax entropy']);
    undo();
    expect(getState().view.thresholds).toEqual({});
    redo();
    expect(getState().view.thresholds).toEqual({ entropy: 0.3 });
  });

  it('that is moved again later is another step', () => {
    patchView({ thresholds: { entropy: 0.1 } });
    clock += 1000;
    patchView({ thresholds: { entropy: 0.2 } });
    expect(titles()).toHaveLength(2);
  });

  it('that is held is one step, however long', () => {
    listeners.get('pointerdown')?.();
    patchView({ thresholds: { entropy: 0.1 } });
    later();
    patchView({ thresholds: { entropy: 0.2 } });
    listeners.get('pointerup')?.();
    later();
    patchView({ thresholds: { entropy: 0.3 } });
    expect(titles()).toHaveLength(2);
    undo();
    expect(getState().view.thresholds).toEqual({ entropy: 0.2 });
  });

  it('of another kind is another step', () => {
    patchView({ thresholds: { entropy: 0.1 } });
    patchView({ tintOpacity: 0.2 });
    patchView({ thresholds: { entropy: 0.2, rpl: 1 } });
    expect(titles()).toEqual([
      'Threshold of Softmax entropy',
      'How layers are drawn',
      'Thresholds',
    ]);
  });

  it('is not what switches are: two quick layouts are two steps', () => {
    patchView({ layout: 'two' });
    patchView({ layout: 'four' });
    expect(titles()).toHaveLength(2);
  });
});

describe('prompts', () => {
  const edit = (...prompts: Prompt[]) => {
    const { a } = getState().prompts.edits;
    patchPrompts({ edits: { a: a ? record(a, prompts) : startHistory(prompts) } });
  };

  it('are a step each, however quick', () => {
    edit(prompt('one'));
    edit(prompt('one'), prompt('two'));
    expect(titles()).toEqual(['Prompts', 'Prompts']);
    undo();
    expect(getState().prompts.edits.a?.present).toEqual([prompt('one')]);
    undo();
    expect(getState().prompts.edits).toEqual({});
  });

  it('that are moved by keys are one step, as their own history has it', () => {
    edit(prompt('one'));
    const nudge = (id: string) =>
      patchPrompts({ edits: { a: record(getState().prompts.edits.a!, [prompt(id)], 'move') } });
    nudge('two');
    later();
    nudge('three');
    expect(titles()).toHaveLength(2);
    undo();
    expect(getState().prompts.edits.a?.present).toEqual([prompt('one')]);
  });
});

describe('pictures', () => {
  it('that are removed come back in their places, and go again', async () => {
    takeAway(['b'], select);
    expect(titles()).toEqual(['Remove b.png']);
    undo();
    await settle();
    expect(getState().pictures.order).toEqual(IDS);
    redo();
    expect(getState().pictures.order).toEqual(['a', 'c']);
    expect(titles()).toEqual(['Remove b.png']);
  });

  it('that are all removed come back, and the first is shown', async () => {
    takeAway(IDS, select);
    expect(titles()).toEqual(['Remove 3 pictures']);
    expect(getState().pictures.selectedId).toBeNull();
    undo();
    await settle();
    expect(getState().pictures.order).toEqual(IDS);
    expect(selected).toEqual(['a']);
  });

  it('that are opened go again, but the first ones of a page', () => {
    const { byId } = getState().pictures;
    const d = { ...byId.a!, id: 'd', name: 'd.png' };
    patchPictures({ order: [...IDS, 'd'], byId: { ...byId, d } });
    expect(titles()).toEqual(['Open d.png']);
    undo();
    expect(getState().pictures.order).toEqual(IDS);
    patchChanges({ past: [], future: [] });
    patchPictures({ order: [] });
    patchChanges({ past: [], future: [] });
    patchPictures({ order: ['a'] });
    expect(titles()).toEqual([]);
  });

  it('are none when a drive goes on to its next frame', () => {
    const { byId } = getState().pictures;
    const frames = Object.fromEntries(
      ['drive@1', 'drive@2'].map((id) => [id, { ...byId.a!, id, name: 'ride' }]),
    );
    patchPictures({ order: [...IDS, 'drive@1'], byId: { ...byId, ...frames } });
    const before = titles();
    patchPictures({ order: [...IDS, 'drive@2'] });
    expect(titles()).toEqual(before);
  });

  it('are forgotten once no step can bring them back', () => {
    takeAway(['b'], select);
    expect(pictureSources.has('b')).toBe(true);
    for (let n = 0; n < 100; n++) {
      later();
      patchView({ thresholds: { entropy: n } });
    }
    expect(titles()).not.toContain('Remove b.png');
    expect(pictureSources.has('b')).toBe(false);
    expect(pictureSources.has('a')).toBe(true);
  });
});

it('steps are no longer made when following ends', () => {
  stop();
  patchView({ layout: 'two' });
  expect(titles()).toEqual([]);
});
