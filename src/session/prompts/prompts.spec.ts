import { beforeEach, describe, expect, it } from 'vitest';
import { undo } from '#src/core/history';
import type { Prompt } from '#src/core/prompts/prompt';
import { PICTURE, showS2m } from '#src/session/testing/prompts-page';
import { editsOf, shownPrompts } from '#src/store/prompts';
import { getState, patchPrompts, patchView } from '#src/store/store';
import { commitPrompts, draftPrompts, newPromptId } from './commit-prompts';
import { forgetPrompts } from './forget-prompts';
import { promptAfter } from './prompt-after';
import { promptDrag } from './prompt-drag';
import { promptsWithPoint } from './prompts-with-point';
import { stepPrompts } from './step-prompts';

const box = (x: number, width: number) => ({ x, y: 10, width, height: width });
const prompt = (id: string, frame: Prompt['box'], points: Prompt['points'] = []): Prompt => ({
  id,
  box: frame,
  points,
  score: 0.5,
  origin: 'generated',
});
const OUTER = prompt('outer', box(10, 60));
const INNER = prompt('inner', box(20, 10), [{ x: 21.5, y: 11.5, positive: true }]);
const GENERATED = [OUTER, INNER];
const MASKS = { segmented: [], encoderRuns: 0, decoderRuns: 0, serial: 1 };
const select = (promptId: string) => patchPrompts({ selection: { promptId, point: null } });

beforeEach(() => {
  showS2m();
  patchPrompts({ masks: { [PICTURE]: { ...MASKS, generated: GENERATED } } });
});

describe('a point more', () => {
  it('belongs to the selected prompt, else to the smallest box around it', () => {
    const place = { x: 22.9, y: 12.2 };
    const inner = promptsWithPoint(place, false);
    expect(inner).toMatchObject({ prompt: INNER, index: 1 });
    expect(inner?.prompts[0]).toBe(OUTER);
    expect(inner?.prompts[1]?.points).toEqual([
      ...INNER.points,
      { x: 22.5, y: 12.5, positive: false },
    ]);
    select('outer');
    expect(promptsWithPoint(place, true)).toMatchObject({ prompt: OUTER, index: 0 });
  });

  it('begins a prompt where it belongs to none, unless it is negative', () => {
    const place = { x: 150, y: 80 };
    expect(promptsWithPoint(place, false)).toBeNull();
    const added = promptsWithPoint(place, true);
    expect(added?.index).toBe(0);
    expect(added?.prompts).toEqual([...GENERATED, added?.prompt]);
    expect(added?.prompt).toMatchObject({
      box: null,
      origin: 'manual',
      points: [{ x: 150.5, y: 80.5, positive: true }],
    });
  });

  it('needs a picture, and prompts to edit', () => {
    patchPrompts({ masks: {} });
    expect(promptsWithPoint({ x: 22, y: 12 }, true)).toBeNull();
    patchView({ shownId: null });
    expect(promptsWithPoint({ x: 22, y: 12 }, true)).toBeNull();
  });
});

describe('prompts that change', () => {
  it('are a step to undo, end what was being drawn, and select what is said', () => {
    draftPrompts([INNER], null);
    expect(shownPrompts(getState())).toEqual([INNER]);
    commitPrompts([OUTER], { promptId: 'outer', point: null });
    expect(getState().prompts).toMatchObject({
      draft: null,
      selection: { promptId: 'outer', point: null },
    });
    commitPrompts([INNER], null);
    expect(getState().prompts.selection).toBeNull();
    draftPrompts([], { promptId: 'x', point: 1 });
    expect(getState().prompts.selection).toEqual({ promptId: 'x', point: 1 });
    stepPrompts(undo);
    expect(shownPrompts(getState())).toEqual([OUTER]);
    expect(getState().prompts.draft).toBeNull();
    stepPrompts(undo);
    expect(shownPrompts(getState())).toEqual(GENERATED);
  });

  it('in small parts are one step', () => {
    commitPrompts([OUTER], null, 'move');
    commitPrompts([INNER], null, 'move');
    expect(editsOf(getState())?.past).toEqual([null]);
    commitPrompts([OUTER], null);
    expect(editsOf(getState())?.past).toEqual([null, [INNER]]);
  });

  it('are those of the shown picture, and leave those of others', () => {
    commitPrompts([OUTER], null);
    patchView({ shownId: 'other' });
    commitPrompts([INNER], null);
    expect(Object.keys(getState().prompts.edits)).toEqual([PICTURE, 'other']);
    stepPrompts(undo);
    expect(getState().prompts.edits[PICTURE]?.present).toEqual([OUTER]);
    forgetPrompts('other');
    expect(Object.keys(getState().prompts.edits)).toEqual([PICTURE]);
    forgetPrompts(PICTURE);
    expect(getState().prompts).toMatchObject({ edits: {}, masks: {} });
    const before = getState().prompts;
    stepPrompts(undo);
    patchView({ shownId: null });
    commitPrompts([OUTER], null);
    expect(getState().prompts).toEqual(before);
  });

  it('made by hand have ids of their own', () => {
    const ids = [newPromptId(), newPromptId()];
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^manual-\d+$/);
    expect(promptDrag).toEqual({ current: null });
  });
});

it('after a removed prompt the next is selected, else the last', () => {
  const point = prompt('point', null, INNER.points);
  const all = [OUTER, point, INNER];
  expect(promptAfter('outer', all, [point, INNER])).toEqual({ promptId: 'point', point: 0 });
  expect(promptAfter('point', all, [OUTER, INNER])).toEqual({ promptId: 'inner', point: null });
  expect(promptAfter('inner', all, [OUTER, point])).toEqual({ promptId: 'point', point: 0 });
  expect(promptAfter('outer', [OUTER], [])).toBeNull();
});
