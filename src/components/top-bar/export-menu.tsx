import { exportFile } from '#src/actions/export-file';
import { Menu, MenuItem } from '#src/components/ui/menu';
import type { ExportKind } from '#src/protocol/exports';
import { showsLearnt } from '#src/store/open-world/open-world';
import { showsPrompts } from '#src/store/prompts';
import { activePane, shownPicture } from '#src/store/selectors';
import { useStore } from '#src/store/store';

const FILES: readonly { kind: ExportKind; title: string; detail: string }[] = [
  {
    kind: 'overlay-png',
    title: 'Overlay',
    detail: 'PNG, the picture with the layer drawn over it',
  },
  { kind: 'mask-png', title: 'Mask', detail: 'PNG, 255 at and above the threshold' },
  { kind: 'score-png16', title: 'Score, 16 bit', detail: 'PNG, scaled to the score’s range' },
  { kind: 'score-npy', title: 'Score, raw', detail: 'NumPy .npy, float32, height × width' },
  { kind: 'regions-csv', title: 'Regions', detail: 'CSV' },
  { kind: 'regions-json', title: 'Regions with settings', detail: 'JSON' },
];

const PROMPT_FILES: typeof FILES = [
  {
    kind: 'masks-png',
    title: 'Numbered masks',
    detail: 'PNG, each pixel the number of its object, those at and above the threshold',
  },
  {
    kind: 'masks-coco',
    title: 'COCO masks',
    detail: 'JSON, run-length coded, at and above the threshold',
  },
  { kind: 'boxes-json', title: 'Prompts', detail: 'JSON, all boxes and points' },
];

const OPEN_MAP_FILES: typeof FILES = [
  {
    kind: 'open-map-png',
    title: 'Open map',
    detail: 'PNG of class numbers; with its picture it can be dropped as a label',
  },
];

/** Every export is of the active pane: its method, its threshold, its layer. */
export function ExportMenu() {
  const ready = useStore((state) => shownPicture(state)?.state === 'ready');
  const prompted = useStore((state) => showsPrompts(activePane(state)));
  const learns = useStore((state) => showsLearnt(activePane(state)));
  return (
    <Menu icon="export" label="Export" compact disabled={!ready}>
      {[...FILES, ...(prompted ? PROMPT_FILES : []), ...(learns ? OPEN_MAP_FILES : [])].map(
        ({ kind, title, detail }) => (
          <MenuItem
            key={kind}
            title={title}
            detail={detail}
            onSelect={() => void exportFile(kind)}
          />
        ),
      )}
    </Menu>
  );
}
