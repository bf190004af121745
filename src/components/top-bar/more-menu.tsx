import { useRef } from 'react';
import { setBenchmarkOpen } from '#src/actions/benchmark/set-benchmark-open';
import { redoChange } from '#src/actions/changes/redo-change';
import { undoChange } from '#src/actions/changes/undo-change';
import { copyLink } from '#src/actions/copy-link';
import { openCamera } from '#src/actions/drives/open-camera';
import { pasteFromClipboard } from '#src/actions/pictures/paste-from-clipboard';
import { setHelpOpen } from '#src/actions/set-help-open';
import { toggleTheme } from '#src/actions/view/toggle-theme';
import { zoomToActualSize } from '#src/actions/zoom/zoom-to-actual-size';
import { zoomToFit } from '#src/actions/zoom/zoom-to-fit';
import { FolderInput } from '#src/components/top-bar/open-button';
import { CAN_PICK_FOLDERS } from '#src/components/ui/file-input';
import { Menu, MenuItem } from '#src/components/ui/menu';
import { useStore } from '#src/store/store';

interface Item {
  title: string;
  run: () => void;
}

const ITEMS: readonly Item[] = [
  { title: 'Open the camera', run: () => void openCamera() },
  { title: 'Fit the picture', run: zoomToFit },
  { title: 'Actual size', run: zoomToActualSize },
  { title: 'Paste a picture', run: () => void pasteFromClipboard() },
  { title: 'Benchmark a folder', run: () => setBenchmarkOpen(true) },
  { title: 'Copy link', run: () => void copyLink() },
  { title: 'Light or dark', run: toggleTheme },
  { title: 'Help, and what is kept here', run: () => setHelpOpen(true) },
];

/** The last step back and forward: more are a step each. */
function HistoryItems() {
  const last = useStore(({ changes }) => changes.past.at(-1)?.title);
  const next = useStore(({ changes }) => changes.future[0]?.title);
  return (
    <>
      {last !== undefined && <MenuItem title={`Undo: ${last}`} onSelect={() => undoChange()} />}
      {next !== undefined && <MenuItem title={`Redo: ${next}`} onSelect={() => redoChange()} />}
    </>
  );
}

/** On narrow screens: what has a button of its own on wide ones. */
export function MoreMenu() {
  const input = useRef<HTMLInputElement>(null);
  const openFolder: Item = { title: 'Open a folder', run: () => input.current?.click() };
  return (
    <>
      <Menu icon="more" label="More">
        <HistoryItems />
        {[...(CAN_PICK_FOLDERS ? [openFolder] : []), ...ITEMS].map(({ title, run }) => (
          <MenuItem key={title} title={title} onSelect={run} />
        ))}
      </Menu>
      <FolderInput ref={input} />
    </>
  );
}
