import { beforeEach, describe, expect, it } from 'vitest';
import { addInMiddle } from '#src/actions/prompts/add-in-middle';
import { cancelPromptDrag } from '#src/actions/prompts/cancel-prompt-drag';
import { chooseTool } from '#src/actions/prompts/choose-tool';
import { compareWithSource } from '#src/actions/prompts/compare-with-source';
import { redoPrompts } from '#src/actions/prompts/redo-prompts';
import { removeSelected } from '#src/actions/prompts/remove-selected';
import { resetPrompts } from '#src/actions/prompts/reset-prompts';
import { selectPrompt } from '#src/actions/prompts/select-prompt';
import { startPromptDrag } from '#src/actions/prompts/start-prompt-drag';
import { undoPrompts } from '#src/actions/prompts/undo-prompts';
import type { Prompt } from '#src/core/prompts/prompt';
import { PICTURE, showS2m } from '#src/session/testing/prompts-page';
import { selectedPrompt, shownPrompts } from '#src/store/prompts';
import { getState, patchPrompts, patchView } from '#src/store/store';
import { nudgeSelected } from './nudge-selected';
import { regionToBox } from './region-to-box';

const GENERATED: Prompt = {
  id: 'generated-1',
  box: { x: 100, y: 50, width: 40, height: 20 },
  points: [],
  score: 0.6,
  origin: 'generated',
};
const REACH = 3;

const boxes = () => shownPrompts(getState()).map(({ box }) => box);

beforeEach(() => {
  showS2m();
  patchPrompts({
    masks: {
      [PICTURE]: {
        segmented: [],
        generated: [GENERATED],
        encoderRuns: 0,
        decoderRuns: 0,
        serial: 1,
      },
    },
  });
});

function drag(from: [number, number], ...to: [number, number][]): void {
  const gesture = startPromptDrag({ x: from[0], y: from[1] }, REACH, false);
  for (const [x, y] of to) gesture?.move({ x, y });
  gesture?.end();
}

describe('the box tool', () => {
  beforeEach(() => chooseTool('box'));

  it('a tool brings its panel forward', () => {
    expect(getState().view.panelTab).toBe('label');
    patchView({ panelTab: 'result' });
    chooseTool(null);
    expect(getState().view.panelTab).toBe('result');
  });

  it('draws a box, which is one step to undo', () => {
    drag([10, 20], [15, 25], [40, 60]);
    expect(boxes()).toEqual([GENERATED.box, { x: 10, y: 20, width: 30, height: 40 }]);
    expect(selectedPrompt(getState())).toMatchObject({ origin: 'manual', score: 1 });
    undoPrompts();
    expect(boxes()).toEqual([GENERATED.box]);
    redoPrompts();
    expect(boxes()).toHaveLength(2);
  });

  it('shows a drawing before it is one, and takes it back', () => {
    const gesture = startPromptDrag({ x: 10, y: 20 }, REACH, false);
    gesture?.move({ x: 40, y: 60 });
    expect(boxes()).toHaveLength(2);
    expect(cancelPromptDrag()).toBe(true);
    gesture?.move({ x: 50, y: 60 });
    gesture?.end();
    expect(boxes()).toEqual([GENERATED.box]);
    expect(getState().prompts.edits).toEqual({});
  });

  it('selects by a click, then moves and resizes', () => {
    drag([120, 60]);
    expect(selectedPrompt(getState())?.id).toBe(GENERATED.id);
    drag([120, 60], [130, 50]);
    expect(boxes()).toEqual([{ x: 110, y: 40, width: 40, height: 20 }]);
    drag([150, 60], [160, 70]);
    expect(boxes()).toEqual([{ x: 110, y: 40, width: 50, height: 30 }]);
    drag([20, 20]);
    expect(selectedPrompt(getState())).toBeNull();
  });

  it('does all of that by keys', () => {
    addInMiddle();
    expect(boxes()[1]).toEqual({ x: 75, y: 37, width: 50, height: 26 });
    for (let press = 0; press < 3; press++) nudgeSelected(1, 0, false);
    nudgeSelected(0, -1, true);
    expect(boxes()[1]).toEqual({ x: 87, y: 37, width: 50, height: 22 });
    undoPrompts();
    undoPrompts();
    expect(boxes()[1]).toEqual({ x: 75, y: 37, width: 50, height: 26 });
  });

  it('removes what is selected and goes on with its neighbour', () => {
    addInMiddle();
    selectPrompt(GENERATED.id);
    removeSelected();
    expect(boxes()).toHaveLength(1);
    removeSelected();
    expect(boxes()).toEqual([]);
    resetPrompts();
    expect(boxes()).toEqual([GENERATED.box]);
    undoPrompts();
    expect(boxes()).toEqual([]);
  });
});

describe('the point tools', () => {
  it('add to the selected object, and begin one where there is none', () => {
    chooseTool('positive');
    drag([30, 30]);
    expect(shownPrompts(getState())[1]).toMatchObject({
      box: null,
      points: [{ x: 30.5, y: 30.5, positive: true }],
    });
    startPromptDrag({ x: 50, y: 30 }, REACH, true)?.end();
    expect(selectedPrompt(getState())?.points).toEqual([
      { x: 30.5, y: 30.5, positive: true },
      { x: 50.5, y: 30.5, positive: false },
    ]);
    expect(getState().prompts.selection?.point).toBe(1);
  });

  it('add to the box around them, and ask for nothing beside every object', () => {
    chooseTool('negative');
    expect(startPromptDrag({ x: 30, y: 30 }, REACH, false)).toBeNull();
    drag([110, 60]);
    expect(shownPrompts(getState())).toMatchObject([
      { id: GENERATED.id, box: GENERATED.box, points: [{ positive: false }], origin: 'manual' },
    ]);
  });

  it('move a point and remove it', () => {
    chooseTool('positive');
    drag([30, 30]);
    drag([31, 31], [60, 40]);
    expect(selectedPrompt(getState())?.points).toEqual([{ x: 60.5, y: 40.5, positive: true }]);
    nudgeSelected(-1, 0, false);
    expect(selectedPrompt(getState())?.points[0]?.x).toBe(56.5);
    removeSelected();
    expect(boxes()).toEqual([GENERATED.box]);
  });
});

describe('prompts beside other methods', () => {
  it('without a tool a drag is not theirs', () => {
    expect(startPromptDrag({ x: 120, y: 60 }, REACH, false)).toBeNull();
  });

  it('take the box of a region', () => {
    regionToBox({ x: 1, y: 2, width: 3, height: 4 });
    expect(boxes()).toEqual([GENERATED.box, { x: 1, y: 2, width: 3, height: 4 }]);
  });

  it('stand next to the mask of their source', () => {
    compareWithSource();
    const { layout, panes } = getState().view;
    expect({
      layout,
      shown: panes.slice(0, 2).map(({ methodId, layer }) => [methodId, layer]),
    }).toEqual({
      layout: 'two',
      shown: [
        ['rpl', 'mask'],
        ['s2m', 'mask'],
      ],
    });
  });
});
