import { exportFigure } from '#src/actions/export-figure';
import { exportFile } from '#src/actions/export-file';
import { saveProject } from '#src/actions/project/save-project';
import { exportSet } from '#src/actions/set/export-set';
import { Menu, MenuItem } from '#src/components/ui/menu';
import { formatCount } from '#src/core/numbers';
import type { ExportKind } from '#src/protocol/exports';
import { showsLearnt } from '#src/store/open-world/open-world';
import { showsPrompts } from '#src/store/prompts';
import { activeMethod, activePane, shownPicture } from '#src/store/selectors';
import { exportedPictures } from '#src/store/set/marked';
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

const SET_FILES = [
  {
    title: 'Masks, tables and report',
    detail: 'ZIP of PNG, CSV, JSON and HTML',
    save: () => exportSet('archive'),
  },
  {
    title: 'Report',
    detail: 'HTML in one file: the worst pictures, each with its regions',
    save: () => exportSet('report'),
  },
  {
    title: 'Report without faces and plates',
    detail: 'the same, persons and vehicles made unrecognisable',
    save: () => exportSet('report', ['persons', 'vehicles']),
  },
] as const;

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
      <p className="menu__head">The panes</p>
      <MenuItem
        title="Figure"
        detail="SVG with names, scales and thresholds, as wide as a column or a page"
        onSelect={() => void exportFigure('svg')}
      />
      <MenuItem
        title="Figure as pixels"
        detail="PNG, 300 dots an inch"
        onSelect={() => void exportFigure('png')}
      />
      <SetItems />
      <MenuItem
        title="Project"
        detail="JSON: the view, tags and edits, without pixels; open it with the pictures later"
        onSelect={saveProject}
      />
    </Menu>
  );
}

/** Scores from files lie with their pictures alone: a set is analysed by a method of the page. */
function SetItems() {
  const opened = useStore((state) => state.pictures.order.length);
  const exported = useStore((state) => exportedPictures(state).length);
  const imported = useStore((state) => activeMethod(state).imported !== null);
  if (opened < 2 || imported) return null;
  const which = exported === opened ? 'All' : 'The marked';
  return (
    <>
      <p className="menu__head">
        {which} {formatCount(exported)} pictures
      </p>
      {SET_FILES.map(({ title, detail, save }) => (
        <MenuItem key={title} title={title} detail={detail} onSelect={() => void save()} />
      ))}
    </>
  );
}
