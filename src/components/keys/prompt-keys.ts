/** Keys for prompts; they come before those of the picture while a tool is out. */

import { addInMiddle } from '#src/actions/prompts/add-in-middle';
import { cancelPromptDrag } from '#src/actions/prompts/cancel-prompt-drag';
import { chooseTool } from '#src/actions/prompts/choose-tool';
import { deselectPrompt } from '#src/actions/prompts/deselect-prompt';
import { nudgeSelected } from '#src/actions/prompts/nudge-selected';
import { removeSelected } from '#src/actions/prompts/remove-selected';
import { toggleTool } from '#src/actions/prompts/toggle-tool';
import { DIRECTIONS, type Shortcut } from '#src/components/keys/shortcut';
import { activeTool, promptPane, selectedPrompt } from '#src/store/prompts';
import { getState } from '#src/store/store';

const isShown = () => promptPane(getState()) >= 0;
const hasTool = () => activeTool(getState()) !== null;
const canMove = () => hasTool() && selectedPrompt(getState()) !== null;

/** One thing at a time: a drag, the selection, the tool. */
function stepBack(): void {
  if (cancelPromptDrag()) return;
  if (selectedPrompt(getState())) deselectPrompt();
  else chooseTool(null);
}

function arrow(key: string, shift: boolean): void {
  const [right, down] = DIRECTIONS[key] as readonly [number, number];
  nudgeSelected(right, down, shift);
}

const group = 'Prompts';
const arrows = Object.keys(DIRECTIONS);

export const promptShortcuts: readonly Shortcut[] = [
  {
    group,
    keys: ['b'],
    when: isShown,
    title: 'Tool: boxes (Tab walks through them)',
    run: () => toggleTool('box'),
  },
  {
    group,
    keys: ['i'],
    when: isShown,
    title: 'Tool: points of the object (Shift-click: beside it)',
    run: () => toggleTool('positive'),
  },
  {
    group,
    keys: ['x'],
    when: isShown,
    title: 'Tool: points beside the object',
    run: () => toggleTool('negative'),
  },
  {
    group,
    keys: ['n'],
    when: hasTool,
    title: 'New box or point in the middle of the view',
    run: addInMiddle,
  },
  {
    group,
    keys: arrows,
    when: canMove,
    title: 'Move the selected box or point; Shift changes the size',
    run: arrow,
  },
  {
    group,
    keys: ['Delete', 'Backspace'],
    when: canMove,
    title: 'Remove what is selected',
    run: removeSelected,
  },
  {
    group,
    keys: ['Escape'],
    when: hasTool,
    title: 'Deselect, then put the tool away',
    run: stepBack,
  },
];
