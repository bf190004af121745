/** Keys for annotating; they come before all others while such a tool is out. */

import { annotateHighlighted } from '#src/actions/annotate/annotate-highlighted';
import { cancelDrawing } from '#src/actions/annotate/cancel-drawing';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { finishPolygon } from '#src/actions/annotate/finish-polygon';
import { removeLastCorner } from '#src/actions/annotate/remove-last-corner';
import { scaleBrush } from '#src/actions/annotate/scale-brush';
import { toggleAnnotationTool } from '#src/actions/annotate/toggle-annotation-tool';
import type { Shortcut } from '#src/components/keys/shortcut';
import { activeAnnotationTool, openWorldPane } from '#src/store/open-world/open-world';
import type { AnnotationTool } from '#src/store/open-world/open-world-slice';
import { getState } from '#src/store/store';

const isShown = () => openWorldPane(getState()) >= 0;
const isOut = (...tools: AnnotationTool[]) => {
  const tool = activeAnnotationTool(getState());
  return tool !== null && (tools.length === 0 || tools.includes(tool));
};
const hasCorners = () => isOut('polygon') && getState().openWorld.stroke.length > 0;
const canTake = () => isOut('region') && getState().view.highlightedRegion !== null;

/** One thing at a time: what is drawn or looked for, the tool. */
function stepBack(): void {
  if (!cancelDrawing()) chooseAnnotationTool(null);
}

const group = 'Annotation';

export const annotationShortcuts: readonly Shortcut[] = [
  {
    group,
    keys: ['r'],
    when: isShown,
    title: 'Tool: regions (Shift takes away, with every tool)',
    run: () => toggleAnnotationTool('region'),
  },
  {
    group,
    keys: ['q'],
    when: isShown,
    title: 'Tool: objects in boxes',
    run: () => toggleAnnotationTool('box'),
  },
  {
    group,
    keys: ['d'],
    when: isShown,
    title: 'Tool: brush',
    run: () => toggleAnnotationTool('brush'),
  },
  {
    group,
    keys: ['w'],
    when: isShown,
    title: 'Tool: eraser',
    run: () => toggleAnnotationTool('eraser'),
  },
  {
    group,
    keys: ['l'],
    when: isShown,
    title: 'Tool: polygons',
    run: () => toggleAnnotationTool('polygon'),
  },
  {
    group,
    keys: ['Enter'],
    when: canTake,
    title: 'With the region tool: annotate the region chosen in the table',
    run: (_key, shift) => annotateHighlighted(shift),
  },
  {
    group,
    keys: ['Enter'],
    when: hasCorners,
    title: 'Close the polygon',
    run: (_key, shift) => finishPolygon(shift),
  },
  {
    group,
    keys: ['Backspace', 'Delete'],
    when: hasCorners,
    title: 'Remove the last corner',
    run: removeLastCorner,
  },
  {
    group,
    keys: ['{'],
    when: () => isOut('brush', 'eraser'),
    title: 'Thinner brush (or Shift and wheel)',
    run: () => scaleBrush(-1),
  },
  {
    group,
    keys: ['}'],
    when: () => isOut('brush', 'eraser'),
    title: 'Wider brush',
    run: () => scaleBrush(1),
  },
  {
    group,
    keys: ['Escape'],
    when: () => isOut(),
    title: 'Drop what is being drawn, then put the tool away',
    run: stepBack,
  },
];
