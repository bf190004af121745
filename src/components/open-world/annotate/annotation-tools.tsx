import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { redoAnnotation } from '#src/actions/annotate/redo-annotation';
import { undoAnnotation } from '#src/actions/annotate/undo-annotation';
import type { IconName } from '#src/components/ui/icon';
import { ToolBar, type ToolButton } from '#src/components/ui/tool-bar';
import { useNarrow } from '#src/components/ui/use-narrow';
import { activeAnnotationTool, openWorldPane } from '#src/store/open-world/open-world';
import type { AnnotationTool } from '#src/store/open-world/open-world-slice';
import { useStore } from '#src/store/store';

const TOOLS: readonly {
  tool: AnnotationTool | null;
  icon: IconName;
  name: string;
  hint: string;
  key: string;
}[] = [
  { tool: null, icon: 'hand', name: 'Move the picture', hint: '', key: 'Esc' },
  {
    tool: 'region',
    icon: 'region',
    name: 'Annotate regions',
    hint: ': click one, Shift takes it away',
    key: 'R',
  },
  {
    tool: 'box',
    icon: 'box',
    name: 'Annotate objects in boxes',
    hint: ': draw a box, S2M finds its object',
    key: 'Q',
  },
  {
    tool: 'brush',
    icon: 'brush',
    name: 'Brush',
    hint: ': Shift erases, Shift and wheel set the width',
    key: 'D',
  },
  { tool: 'eraser', icon: 'eraser', name: 'Eraser', hint: ': Shift paints', key: 'W' },
  {
    tool: 'polygon',
    icon: 'polygon',
    name: 'Polygons',
    hint: ': click the corners, then the first one',
    key: 'L',
  },
];

/**
 * Over the first pane whose network learns; a phone has no room there, and the tools in the panel.
 */
export function PaneAnnotationTools({ index }: { index: number }) {
  const isHere = useStore((state) => openWorldPane(state) === index);
  const narrow = useNarrow();
  return isHere && !narrow ? <AnnotationTools /> : null;
}

/** What a new class is annotated with. */
export function AnnotationTools() {
  const current = useStore(activeAnnotationTool);
  const canUse = useStore((state) => openWorldPane(state) >= 0 && !state.openWorld.learning);
  const hasPast = useStore((state) => state.openWorld.draft.past.length > 0);
  const hasFuture = useStore((state) => state.openWorld.draft.future.length > 0);
  const buttons: ToolButton[] = [
    ...TOOLS.map(({ tool, icon, name, hint, key }) => ({
      icon,
      name,
      title: `${name}${hint} (${key})`,
      pressed: tool === current,
      enabled: canUse,
      run: () => chooseAnnotationTool(tool),
    })),
    {
      icon: 'undo',
      name: 'Undo',
      title: 'Undo (Ctrl+Z)',
      enabled: canUse && hasPast,
      apart: true,
      run: undoAnnotation,
    },
    {
      icon: 'redo',
      name: 'Redo',
      title: 'Redo (Ctrl+Y)',
      enabled: canUse && hasFuture,
      run: redoAnnotation,
    },
  ];
  return <ToolBar label="Annotation tools" buttons={buttons} />;
}
