/** Keys for drawing what is left out; they come before all others while such a tool is out. */
import { finishRegionPolygon } from '#src/actions/region/finish-region-polygon';
import { removeRegionCorner } from '#src/actions/region/remove-region-corner';
import { stepBackFromRegion } from '#src/actions/region/step-back-from-region';
import type { Shortcut } from '#src/components/keys/shortcut';
import { getState } from '#src/store/store';

const isOut = () => getState().region.tool !== null;
const hasCorners = () =>
  getState().region.tool === 'polygon' && getState().region.stroke.length > 0;

const group = 'Region of interest';

export const regionShortcuts: readonly Shortcut[] = [
  {
    group,
    keys: ['Enter'],
    when: hasCorners,
    title: 'Close the polygon that is left out',
    run: finishRegionPolygon,
  },
  {
    group,
    keys: ['Backspace', 'Delete'],
    when: hasCorners,
    title: 'Remove its last corner',
    run: removeRegionCorner,
  },
  {
    group,
    keys: ['Escape'],
    when: isOut,
    title: 'Drop what is being drawn, then put the tool away',
    run: stepBackFromRegion,
  },
];
