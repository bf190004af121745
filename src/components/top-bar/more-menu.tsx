import { setBenchmarkOpen } from '#src/actions/benchmark/open-benchmark';
import { setHelpOpen } from '#src/actions/help';
import { pasteFromClipboard } from '#src/actions/paste';
import { copyLink } from '#src/actions/permalink';
import { toggleTheme } from '#src/actions/set-theme';
import { zoomToActualSize, zoomToFit } from '#src/actions/zoom';
import { Menu, MenuItem } from '#src/components/ui/menu';

const ITEMS: readonly { title: string; run: () => void }[] = [
  { title: 'Fit the picture', run: zoomToFit },
  { title: 'Actual size', run: zoomToActualSize },
  { title: 'Paste a picture', run: () => void pasteFromClipboard() },
  { title: 'Benchmark a folder', run: () => setBenchmarkOpen(true) },
  { title: 'Copy link', run: () => void copyLink() },
  { title: 'Light or dark', run: toggleTheme },
  { title: 'Keyboard shortcuts', run: () => setHelpOpen(true) },
];

/** On narrow screens: what has a button of its own on wide ones. */
export function MoreMenu() {
  return (
    <Menu icon="more" label="More">
      {(close) =>
        ITEMS.map(({ title, run }) => (
          <MenuItem
            key={title}
            title={title}
            onSelect={() => {
              close();
              run();
            }}
          />
        ))
      }
    </Menu>
  );
}
