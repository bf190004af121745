import { beforeEach, describe, expect, it } from 'vitest';
import { startHistory } from '#src/core/history';
import type { Prompt, SegmentedPrompt } from '#src/core/prompts/prompt';
import { promptedMethod } from '#src/methods/capabilities';
import { settingsFor } from '#src/methods/settings';
import { initialState } from './initial-state';
import {
  activeTool,
  canEdit,
  editsOf,
  maskOf,
  masksOf,
  promptPane,
  selectedPrompt,
  shownPrompts,
  wantedPrompts,
} from './prompts';
import type { PromptMasks } from './prompts-slice';
import type { ListedPicture, State } from './state';

const box = { x: 1, y: 2, width: 3, height: 4 };
const prompt = (id: string): Prompt => ({ id, box, points: [], score: 1, origin: 'manual' });
const drawn = (id: string) => ({ ...prompt(id), area: 5 }) as SegmentedPrompt;
const masks = (part: Partial<PromptMasks>): PromptMasks => ({
  segmented: [],
  generated: null,
  encoderRuns: 0,
  decoderRuns: 0,
  serial: 1,
  ...part,
});
let state: State;
const ids = () => shownPrompts(state).map(({ id }) => id);

/** Pane 2 of two shows prompts; picture `a` is shown and ready. */
beforeEach(() => {
  state = initialState();
  state.view.layout = 'two';
  state.view.panes = ['entropy', promptedMethod.id, 'rpl', promptedMethod.id].map(
    (methodId, i) => ({ paneId: `pane-${i + 1}`, methodId, layer: 'mask' }),
  );
  state.view.shownId = 'a';
  state.pictures.byId = { a: { id: 'a', state: 'ready' } as ListedPicture };
});

describe('a pane with prompts', () => {
  it('is the first visible one that shows them; the tool is there with it', () => {
    state.prompts.tool = 'box';
    expect([promptPane(state), activeTool(state)]).toEqual([1, 'box']);
    state.view.panes = state.view.panes.slice(1);
    expect([promptPane(state), activeTool(state)]).toEqual([0, 'box']);
    state.view.panes = [...state.view.panes].reverse();
    state.view.layout = 'single';
    state.view.panes = state.view.panes.map((pane) => ({ ...pane, methodId: 'rpl' }));
    expect([promptPane(state), activeTool(state)]).toEqual([-1, null]);
  });
});

describe('the prompts of the shown picture', () => {
  it('are the dragged ones, else the edited, else those of the generator, else none', () => {
    expect(ids()).toEqual([]);
    expect(shownPrompts(state)).toBe(shownPrompts(state));
    expect(canEdit(state)).toBe(false);
    state.prompts.masks = { a: masks({ generated: [prompt('generated')] }) };
    expect(ids()).toEqual(['generated']);
    expect(canEdit(state)).toBe(true);
    state.prompts.edits = { a: startHistory<readonly Prompt[] | null>([prompt('edited')]) };
    expect(ids()).toEqual(['edited']);
    state.prompts.draft = [prompt('dragged')];
    expect(ids()).toEqual(['dragged']);
  });

  it('can be edited once made by hand, before the generator has spoken', () => {
    state.prompts.edits = { a: startHistory<readonly Prompt[] | null>([]) };
    expect(canEdit(state)).toBe(true);
    state.prompts.edits = { a: startHistory<readonly Prompt[] | null>(null) };
    expect(canEdit(state)).toBe(false);
  });

  it('are not those of another picture, nor any while none is shown', () => {
    state.prompts.masks = { a: masks({}) };
    state.prompts.edits = { a: startHistory<readonly Prompt[] | null>([]) };
    expect([masksOf(state), editsOf(state)]).toEqual([masks({}), startHistory([])]);
    for (const id of ['b', null]) {
      state.view.shownId = id;
      expect([masksOf(state), editsOf(state)]).toEqual([null, null]);
    }
  });

  it('have a selected one while it is among them', () => {
    state.prompts.draft = [prompt('a'), prompt('b')];
    expect(selectedPrompt(state)).toBeNull();
    state.prompts.selection = { promptId: 'b', point: null };
    expect(selectedPrompt(state)).toBe(state.prompts.draft[1]);
    state.prompts.selection = { promptId: 'gone', point: null };
    expect(selectedPrompt(state)).toBeNull();
  });

  it('have a mask while the worker drew it for exactly this prompt', () => {
    expect(maskOf(state, prompt('p'))).toBeNull();
    state.prompts.masks = { a: masks({ segmented: [drawn('other'), drawn('p')] }) };
    expect(maskOf(state, prompt('p'))?.id).toBe('p');
    expect(maskOf(state, prompt('q'))).toBeNull();
    expect(maskOf(state, { ...prompt('p'), box: { ...box, x: 9 } })).toBeNull();
  });
});

describe('what the worker is asked to paint', () => {
  const wanted = (prompts: readonly Prompt[] | null) => ({
    pictureId: 'a',
    settings: settingsFor(promptedMethod),
    prompts,
  });

  it('are the prompts of the shown picture, null for those of the generator', () => {
    expect(wantedPrompts(state)).toEqual(wanted(null));
    state.prompts.masks = { a: masks({ generated: [prompt('generated')] }) };
    expect(wantedPrompts(state)).toEqual(wanted(null));
    state.prompts.edits = { a: startHistory<readonly Prompt[] | null>([prompt('edited')]) };
    expect(wantedPrompts(state)).toEqual(wanted([prompt('edited')]));
    state.prompts.draft = [prompt('dragged')];
    expect(wantedPrompts(state)).toEqual(wanted([prompt('dragged')]));
  });

  it('follows the parameters of the method', () => {
    const [parameter] = promptedMethod.parameters;
    const id = parameter?.id ?? '';
    state.view.parameters = { [promptedMethod.id]: { [id]: 1 } };
    expect(wantedPrompts(state)?.settings.parameters[id]).toBe(1);
  });

  it('is nothing without a pane or before the picture is ready', () => {
    state.view.layout = 'single';
    expect(wantedPrompts(state)).toBeNull();
    state.view.panes = state.view.panes.slice(1);
    expect(wantedPrompts(state)).not.toBeNull();
    state.pictures.byId = { a: { id: 'a', state: 'analysing' } as ListedPicture };
    expect(wantedPrompts(state)).toBeNull();
    state.pictures.byId = {};
    expect(wantedPrompts(state)).toBeNull();
  });
});
