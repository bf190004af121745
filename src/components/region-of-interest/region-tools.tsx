import './region-tools.css';
import { chooseRegionTool } from '#src/actions/region/choose-region-tool';
import { clearRegion } from '#src/actions/region/clear-region';
import { redoRegion } from '#src/actions/region/redo-region';
import { undoRegion } from '#src/actions/region/undo-region';
import type { IconName } from '#src/components/ui/icon';
import { ToolBar, type ToolButton } from '#src/components/ui/tool-bar';
import { shownHistory, shownLeftOut } from '#src/store/labels/region-of-interest';
import type { RegionTool } from '#src/store/region-slice';
import { shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

const TOOLS: readonly {
  tool: RegionTool | null;
  icon: IconName;
  name: string;
  title: string;
}[] = [
  { tool: null, icon: 'hand', name: 'Move the picture', title: 'Move the picture (Esc)' },
  {
    tool: 'rectangle',
    icon: 'box',
    name: 'Leave a rectangle out',
    title: 'Leave a rectangle out: drag across the picture',
  },
  {
    tool: 'polygon',
    icon: 'polygon',
    name: 'Leave a polygon out',
    title: 'Leave a polygon out: click the corners, then the first one',
  },
];

/** Draws what does not count of the pictures of a camera. */
export function RegionTools() {
  const current = useStore((state) => state.region.tool);
  const canUse = useStore((state) => shownPicture(state)?.info != null);
  const canUndo = useStore((state) => (shownHistory(state)?.past.length ?? 0) > 0);
  const canRedo = useStore((state) => (shownHistory(state)?.future.length ?? 0) > 0);
  const canClear = useStore((state) => shownLeftOut(state) !== null);
  const buttons: ToolButton[] = [
    ...TOOLS.map(({ tool, icon, name, title }) => ({
      icon,
      name,
      title,
      pressed: tool === current,
      enabled: canUse,
      run: () => chooseRegionTool(tool),
    })),
    {
      icon: 'undo',
      name: 'Undo region of interest',
      title: 'Undo (Ctrl+Z)',
      enabled: canUndo,
      apart: true,
      run: undoRegion,
    },
    {
      icon: 'redo',
      name: 'Redo region of interest',
      title: 'Redo (Ctrl+Y)',
      enabled: canRedo,
      run: redoRegion,
    },
    {
      icon: 'remove',
      name: 'Clear region of interest',
      title: 'Clear region of interest: the whole picture counts',
      enabled: canClear,
      run: clearRegion,
    },
  ];
  return (
    <details className="region-tools">
      <summary className="disclosure">Region of interest</summary>
      <p className="muted">
        What is drawn counts in nothing: bonnet, sky, time stamp. It holds for all pictures of this
        size that were opened together.
      </p>
      <ToolBar label="Region of interest tools" buttons={buttons} />
    </details>
  );
}
