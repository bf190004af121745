import { chooseTool } from '#src/actions/prompts/choose-tool';
import { redoPrompts } from '#src/actions/prompts/redo-prompts';
import { removeSelected } from '#src/actions/prompts/remove-selected';
import { undoPrompts } from '#src/actions/prompts/undo-prompts';
import type { IconName } from '#src/components/ui/icon';
import { ToolBar, type ToolButton } from '#src/components/ui/tool-bar';
import { useNarrow } from '#src/components/ui/use-narrow';
import { activeTool, canEdit, editsOf, promptPane, selectedPrompt } from '#src/store/prompts';
import type { PromptTool } from '#src/store/prompts-slice';
import { useStore } from '#src/store/store';

const TOOLS: readonly { tool: PromptTool | null; icon: IconName; title: string; key: string }[] = [
  { tool: null, icon: 'hand', title: 'Move the picture', key: 'Esc' },
  { tool: 'box', icon: 'box', title: 'Boxes: draw, move, resize', key: 'B' },
  { tool: 'positive', icon: 'plus', title: 'Points of the object', key: 'I' },
  { tool: 'negative', icon: 'minus', title: 'Points beside the object', key: 'X' },
];

/**
 * Over the first pane that shows prompts; a phone has no room there, and the tools among the
 * prompts.
 */
export function PaneTools({ index }: { index: number }) {
  const isHere = useStore((state) => promptPane(state) === index);
  const narrow = useNarrow();
  return isHere && !narrow ? <PromptTools /> : null;
}

/** What can be done with prompts. */
export function PromptTools() {
  const current = useStore(activeTool);
  const editable = useStore(canEdit);
  const hasPast = useStore((state) => (editsOf(state)?.past.length ?? 0) > 0);
  const hasFuture = useStore((state) => (editsOf(state)?.future.length ?? 0) > 0);
  const hasSelection = useStore((state) => selectedPrompt(state) !== null);
  const buttons: ToolButton[] = [
    ...TOOLS.map(({ tool, icon, title, key }) => ({
      icon,
      name: title,
      title: `${title} (${key})`,
      pressed: tool === current,
      enabled: editable || tool === null,
      run: () => chooseTool(tool),
    })),
    {
      icon: 'undo',
      name: 'Undo',
      title: 'Undo (Ctrl+Z)',
      enabled: hasPast,
      apart: true,
      run: undoPrompts,
    },
    { icon: 'redo', name: 'Redo', title: 'Redo (Ctrl+Y)', enabled: hasFuture, run: redoPrompts },
    {
      icon: 'remove',
      name: 'Remove what is selected',
      title: 'Remove what is selected (Del)',
      enabled: hasSelection,
      run: removeSelected,
    },
  ];
  return <ToolBar label="Prompt tools" buttons={buttons} />;
}
