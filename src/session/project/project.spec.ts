import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.hoisted(() => vi.stubGlobal('location', { search: '', hash: '' }));

import { startHistory } from '#src/core/history';
import type { Prompt } from '#src/core/prompts/prompt';
import { DEFAULT_VOCABULARY } from '#src/core/words/class-lists';
import { withWord } from '#src/core/words/edit-vocabulary';
import { followAwaitedProject } from '#src/session/followers/awaited-project';
import { takeProject } from '#src/session/project/take-project';
import { openPictures } from '#src/session/testing/pictures-page';
import { settle } from '#src/session/testing/settle';
import { initialState } from '#src/store/initial-state';
import { projectOf } from '#src/store/project/project-file';
import { parseProject } from '#src/store/project/project-schema';
import { tagsOf } from '#src/store/set/tags';
import {
  getState,
  patchPicture,
  patchPictures,
  patchPrompts,
  patchSession,
  patchSet,
  patchView,
} from '#src/store/store';

const digest = (digit: string) => digit.repeat(64);
const PROMPT: Prompt = {
  id: 'one',
  box: { x: 1, y: 2, width: 3, height: 4 },
  points: [{ x: 5, y: 6, positive: true }],
  score: 1,
  origin: 'manual',
};
const notices = () => getState().notices.list.map(({ text }) => text);
const file = (text: string) => new File([text], 'tuesday.anomalens.json');
let selected: string[] = [];
let stop = () => {};

/** The project of two pictures: one with a tag and a prompt, and an entropy at 0.4. */
function savedProject(): string {
  openPictures(['a', 'b', 'c']);
  patchPicture('a', { identity: digest('a'), name: 'a.png' });
  patchPicture('b', { identity: digest('b'), name: 'b.png' });
  patchPicture('c', { identity: digest('c'), sampleId: 'country-cow' });
  patchPictures({ selectedId: 'b' });
  patchView({ thresholds: { entropy: 0.4 } });
  patchSet({ tags: { a: ['night'] } });
  patchPrompts({ edits: { a: startHistory([PROMPT]) } });
  return JSON.stringify(projectOf(getState()));
}

beforeEach(() => {
  selected = [];
  patchSession({ project: null });
  stop = followAwaitedProject(async (id) => {
    selected.push(id);
    patchView({ zoom: 'fit' });
  });
});
afterEach(() => stop());

describe('a project', () => {
  it('knows own pictures by what they hold, and not the samples', () => {
    const project = parseProject(savedProject());
    expect(project?.pictures.map(({ name, identity }) => [name, identity])).toEqual([
      ['a.png', digest('a')],
      ['b.png', digest('b')],
    ]);
    expect(project?.shown).toBe(digest('b'));
    expect(project?.view).toContain('thresholds');
  });

  it('brings back view, tags and prompts as its pictures are opened, under any name', async () => {
    const text = savedProject();
    openPictures(['x', 'y']);
    patchView({ thresholds: {} });
    patchSet({ tags: {} });
    patchPrompts({ edits: {} });
    await takeProject(file(text));
    expect(getState().view.thresholds).toEqual({ entropy: 0.4 });
    expect(notices().at(-1)).toContain('open its 2 pictures');
    patchPicture('y', { identity: digest('a') });
    expect(tagsOf(getState(), 'y')).toEqual(['night']);
    expect(getState().prompts.edits.y?.present).toEqual([PROMPT]);
    expect(getState().session.project?.missing).toHaveLength(1);
    expect(selected).toEqual([]);
    patchPicture('x', { identity: digest('b') });
    await settle();
    expect(selected).toEqual(['x']);
    expect(getState().session.project).toBeNull();
    expect(notices().at(-1)).toBe('All pictures of tuesday.anomalens.json are open.');
  });

  it('brings back the words with the view', async () => {
    const panes = getState().view.panes.map((pane) => ({ ...pane, methodId: 'vl4ad' }));
    const words = withWord(DEFAULT_VOCABULARY, { prompt: true }, { word: 'garden gnome' });
    patchView({ panes, words: { ...words, merges: [['car', 'truck']] } });
    const text = JSON.stringify(projectOf(getState()));
    patchView({ panes: initialState().view.panes, words: DEFAULT_VOCABULARY });
    await takeProject(file(text));
    expect(getState().view.panes[0]?.methodId).toBe('vl4ad');
    expect(getState().view.words).toEqual({ ...words, merges: [['car', 'truck']] });
  });

  it('asks for nothing that is open already', async () => {
    const text = savedProject();
    await takeProject(file(text));
    await settle();
    expect(getState().session.project).toBeNull();
    expect(notices().some((told) => told.includes('It holds no pixels'))).toBe(false);
  });

  it.each(['', '{', '{"anomalens":"project","version":2}', '[]'])(
    'a damaged one changes nothing, and is named: %s',
    async (text) => {
      patchView({ thresholds: { entropy: 0.2 } });
      await takeProject(file(text));
      expect(getState().view.thresholds).toEqual({ entropy: 0.2 });
      expect(notices().at(-1)).toContain('tuesday.anomalens.json is no project');
    },
  );
});
