import { exportFile } from '#src/actions/export-file';
import { Menu, MenuItem } from '#src/components/ui/menu';
import { shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';
import type { ExportKind } from '#src/workers/protocol';

const FILES: readonly { kind: ExportKind; title: string; detail: string }[] = [
  { kind: 'overlay-png', title: 'Overlay', detail: 'PNG, the picture with the layer drawn over it' },
  { kind: 'mask-png', title: 'Mask', detail: 'PNG, 255 at and above the threshold' },
  { kind: 'score-png16', title: 'Score, 16 bit', detail: 'PNG, scaled to the score’s range' },
  { kind: 'score-npy', title: 'Score, raw', detail: 'NumPy .npy, float32, height × width' },
  { kind: 'components-csv', title: 'Components', detail: 'CSV' },
  { kind: 'components-json', title: 'Components with settings', detail: 'JSON' },
];

/** Every export is of the active pane: its method, its threshold, its layer. */
export function ExportMenu() {
  const ready = useStore((state) => shownPicture(state)?.state === 'ready');
  return (
    <Menu icon="export" label="Export" compact disabled={!ready}>
      {(close) =>
        FILES.map(({ kind, title, detail }) => (
          <MenuItem
            key={kind}
            title={title}
            detail={detail}
            onSelect={() => {
              close();
              void exportFile(kind);
            }}
          />
        ))
      }
    </Menu>
  );
}
