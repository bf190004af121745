/** The one table of shortcuts: the key handler and the `?` dialog both read it. */

import { redoChange } from '#src/actions/changes/redo-change';
import { undoChange } from '#src/actions/changes/undo-change';
import { selectNeighbour } from '#src/actions/pictures/select-neighbour';
import { moveProbe } from '#src/actions/probe/move-probe';
import { togglePin } from '#src/actions/probe/toggle-pin';
import { showSheet } from '#src/actions/set/show-sheet';
import { setHelpOpen } from '#src/actions/set-help-open';
import { stepThreshold } from '#src/actions/threshold/step-threshold';
import { setLayerEverywhere } from '#src/actions/view/set-layer-everywhere';
import { setLayout } from '#src/actions/view/set-layout';
import { pan } from '#src/actions/zoom/pan';
import { zoomBy } from '#src/actions/zoom/zoom-by';
import { zoomToActualSize } from '#src/actions/zoom/zoom-to-actual-size';
import { zoomToFit } from '#src/actions/zoom/zoom-to-fit';
import { annotationShortcuts } from '#src/components/keys/annotation-keys';
import { driveShortcuts } from '#src/components/keys/drive-keys';
import { promptShortcuts } from '#src/components/keys/prompt-keys';
import { regionShortcuts } from '#src/components/keys/region-keys';
import { DIRECTIONS, type Shortcut } from '#src/components/keys/shortcut';
import { isNarrow } from '#src/components/ui/use-narrow';
import { sheetIsOpen } from '#src/store/set/marked';
import { getState, patchView } from '#src/store/store';

const PAN_STEP = 48;

/** Arrows move a pinned probe by a pixel, and the picture otherwise. */
function arrow(key: string): void {
  const [x, y] = DIRECTIONS[key] as readonly [number, number];
  if (getState().results.probe?.pinned) moveProbe(x, y);
  else pan(-x * PAN_STEP, -y * PAN_STEP);
}

/** Whether the contact sheet covers the stage. */
function sheetIsSeen(): boolean {
  return sheetIsOpen(getState()) && !isNarrow();
}

/** What acts on the covered stage would change what nobody sees. */
const BESIDE_THE_STAGE: readonly Shortcut['group'][] = ['Pictures', 'Threshold', 'Undo', 'Help'];

export const shortcuts: readonly Shortcut[] = [
  {
    group: 'Pictures',
    keys: ['Escape'],
    title: 'From the contact sheet back to the picture',
    when: sheetIsSeen,
    run: () => showSheet(false),
  },
  ...regionShortcuts,
  ...annotationShortcuts,
  ...promptShortcuts,
  ...driveShortcuts,
  { group: 'View', keys: ['1'], title: 'One pane', run: () => setLayout('single') },
  { group: 'View', keys: ['2'], title: 'Two panes', run: () => setLayout('two') },
  { group: 'View', keys: ['4'], title: 'Four panes', run: () => setLayout('four') },
  { group: 'View', keys: ['s'], title: 'Swipe compare', run: () => setLayout('swipe') },
  { group: 'View', keys: ['+', '='], title: 'Zoom in', run: () => zoomBy(1.25) },
  { group: 'View', keys: ['-'], title: 'Zoom out', run: () => zoomBy(0.8) },
  { group: 'View', keys: ['0', 'f'], title: 'Fit the picture (or double-click)', run: zoomToFit },
  { group: 'View', keys: ['9'], title: 'Actual size', run: zoomToActualSize },
  {
    group: 'View',
    keys: Object.keys(DIRECTIONS),
    title: 'Move the picture, or the pinned probe by a pixel',
    run: arrow,
  },
  {
    group: 'View',
    keys: ['p'],
    title: 'Pin or release the probe (Shift pins while held)',
    run: togglePin,
  },
  {
    group: 'Layers',
    keys: ['h'],
    title: 'Plain picture while held',
    run: () => patchView({ peek: true }),
    release: () => patchView({ peek: false }),
  },
  { group: 'Layers', keys: ['m'], title: 'Mask', run: () => setLayerEverywhere('mask') },
  { group: 'Layers', keys: ['t'], title: 'Heat map', run: () => setLayerEverywhere('heat') },
  {
    group: 'Layers',
    keys: ['c'],
    title: 'Predicted classes',
    run: () => setLayerEverywhere('classes'),
  },
  {
    group: 'Layers',
    keys: ['e'],
    title: 'Errors against the ground truth',
    run: () => setLayerEverywhere('errors'),
  },
  {
    group: 'Layers',
    keys: ['o'],
    title: 'Open map: classes, learnt ones and unknown',
    run: () => setLayerEverywhere('open-map'),
  },
  {
    group: 'Threshold',
    keys: ['['],
    title: 'Lower by 1 % of the range',
    run: () => stepThreshold(-0.01),
  },
  {
    group: 'Threshold',
    keys: [']'],
    title: 'Raise by 1 % of the range',
    run: () => stepThreshold(0.01),
  },
  {
    group: 'Pictures',
    keys: ['PageUp', ','],
    title: 'Previous picture',
    run: () => selectNeighbour(-1),
  },
  {
    group: 'Pictures',
    keys: ['PageDown', '.'],
    title: 'Next picture',
    run: () => selectNeighbour(1),
  },
  {
    group: 'Pictures',
    keys: ['g'],
    title: 'Contact sheet: all pictures side by side, and back',
    when: () => !isNarrow(), // a phone has the pictures side by side
    run: () => showSheet(!sheetIsOpen(getState())),
  },
  {
    group: 'Undo',
    keys: ['z'],
    control: true,
    title: 'Undo what was changed last; with Shift, redo',
    run: (_key, shift) => (shift ? redoChange() : undoChange()),
  },
  {
    group: 'Undo',
    keys: ['y'],
    control: true,
    title: 'Redo what was undone',
    run: () => redoChange(),
  },
  { group: 'Help', keys: ['?'], title: 'This table', run: () => setHelpOpen(true) },
];

function keyOf(event: KeyboardEvent): string {
  return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** Keys belong to a field or control that has its own use for them, and to an open dialog. */
function isTaken(event: KeyboardEvent, key: string): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (getState().benchmark.open && key !== '?') return true; // the pictures are not seen
  if (event.altKey) return true;
  if (
    target?.closest(
      '[role=dialog], [popover], textarea, select, [contenteditable], input:not([type=range], [type=checkbox])',
    )
  )
    return true;
  const isWithin = (selector: string) => (target?.closest(selector) ?? null) !== null;
  if (key === 'Enter' && isWithin('button, a, summary')) return true;
  if (key.startsWith('Arrow') && isWithin('[role=toolbar]')) return true;
  if (key === 'Escape' && isWithin('[type=checkbox]')) return false; // it has no use for it
  return (
    key.length > 1 && isWithin('input, [role=slider], [role=tab], [role=radio], [data-scrolls]')
  );
}

function find(event: KeyboardEvent): Shortcut | undefined {
  const withControl = event.ctrlKey || event.metaKey;
  const seen = sheetIsSeen()
    ? shortcuts.filter(({ group }) => BESIDE_THE_STAGE.includes(group))
    : shortcuts;
  const fits = ({ keys, control = false, when }: Shortcut) =>
    keys.includes(keyOf(event)) && control === withControl && (when === undefined || when());
  return seen.find(fits);
}

export function installShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event);
    const shortcut = isTaken(event, key) ? undefined : find(event);
    if (!shortcut || (shortcut.release && event.repeat)) return;
    event.preventDefault();
    shortcut.run(key, event.shiftKey);
  };
  const onKeyUp = (event: KeyboardEvent) =>
    shortcuts.find(({ keys, release }) => release && keys.includes(keyOf(event)))?.release?.();
  const onBlur = () => {
    for (const { release } of shortcuts) release?.();
  };
  addEventListener('keydown', onKeyDown);
  addEventListener('keyup', onKeyUp);
  addEventListener('blur', onBlur);
  return () => {
    removeEventListener('keydown', onKeyDown);
    removeEventListener('keyup', onKeyUp);
    removeEventListener('blur', onBlur);
  };
}
