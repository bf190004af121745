import './top-bar.css';
import { copyLink } from '#src/actions/copy-link';
import { pasteFromClipboard } from '#src/actions/pictures/paste-from-clipboard';
import { BackToResults, BenchmarkBar } from '#src/components/top-bar/benchmark-bar';
import { ChangesMenu } from '#src/components/top-bar/changes-menu';
import { ExportMenu } from '#src/components/top-bar/export-menu';
import { LiveMenu } from '#src/components/top-bar/live-menu';
import { ModeSwitch } from '#src/components/top-bar/mode-switch';
import { MoreMenu } from '#src/components/top-bar/more-menu';
import { OpenButton, OpenFolderButton } from '#src/components/top-bar/open-button';
import { PageTools } from '#src/components/top-bar/page-tools';
import { SampleMenu } from '#src/components/top-bar/sample-menu';
import { ZoomControls } from '#src/components/top-bar/zoom-controls';
import { CAN_PICK_FOLDERS } from '#src/components/ui/file-input';
import { Icon } from '#src/components/ui/icon';
import { useNarrow } from '#src/components/ui/use-narrow';
import { isVisiting } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/**
 * What concerns the whole page. A phone has room for five buttons, so the rest goes into a menu
 * there.
 */
export function TopBar() {
  const narrow = useNarrow();
  const benchmark = useStore((state) => state.benchmark.open);
  const visiting = useStore(isVisiting);
  if (benchmark) return <BenchmarkBar />;
  return (
    <header className="top-bar" data-visiting={visiting}>
      <h1 className="top-bar__name">Anomalens</h1>
      {visiting && <BackToResults />}
      <SampleMenu />
      <OpenButton />
      {narrow ? <NarrowTools /> : <WideTools />}
    </header>
  );
}

function NarrowTools() {
  return (
    <>
      <ExportMenu />
      <MoreMenu />
    </>
  );
}

function WideTools() {
  return (
    <>
      {CAN_PICK_FOLDERS && <OpenFolderButton />}
      <LiveMenu />
      <button
        type="button"
        className="button"
        aria-label="Paste"
        title="Paste a picture (Ctrl+V)"
        onClick={() => void pasteFromClipboard()}
      >
        <Icon name="paste" />
      </button>
      <ChangesMenu />
      <span className="top-bar__gap" />
      <ModeSwitch />
      <span className="top-bar__gap" />
      <ZoomControls />
      <ExportMenu />
      <button
        type="button"
        className="button"
        aria-label="Copy link"
        title="Copy a link to this view"
        onClick={() => void copyLink()}
      >
        <Icon name="link" />
      </button>
      <PageTools />
    </>
  );
}
