/**
 * Waiting and failures, on the stage where the picture is missing.
 */
import './stage-messages.css';
import { selectPicture } from '#src/actions/pictures/select-picture';
import { stopAnalysis } from '#src/actions/pictures/stop-analysis';
import { restartEngine } from '#src/actions/restart-engine';
import { Alert, Hint } from '#src/components/stage/message';
import { formatBytes } from '#src/components/ui/numbers';
import { useDelayed } from '#src/components/ui/use-delayed';
import { useUnchanged } from '#src/components/ui/use-unchanged';
import { isLoadingModel, paneError } from '#src/store/models';
import { selectedPicture, visiblePanes } from '#src/store/selectors';
import type { SessionSlice } from '#src/store/state';
import { useStore } from '#src/store/store';

const PHASES: Record<NonNullable<SessionSlice['progress']>['phase'], string> = {
  download: 'Downloading',
  verify: 'Verifying',
  compile: 'Compiling',
  'self-check': 'Checking on this machine',
  'warm-up': 'Warming up',
  decode: 'Decoding',
  infer: 'Running the network',
  'second-look': 'Second look: running the network',
  score: 'Scoring',
};

/** Their phase says it all; the others name what they work on. */
const ABOUT_THE_PICTURE = new Set(['decode', 'infer', 'second-look', 'score']);

function describe({
  phase,
  what,
  loaded,
  total,
  cached,
}: NonNullable<SessionSlice['progress']>): string {
  if (phase === 'download' && total > 0) {
    return cached
      ? `${what}: from this browser's cache`
      : `Downloading ${what}: ${formatBytes(loaded)} of ${formatBytes(total)}`;
  }
  return ABOUT_THE_PICTURE.has(phase) ? PHASES[phase] : `${PHASES[phase]}: ${what}`;
}

const LONG_MS = 20_000;

/** Why it may be that nothing changes any more, for who has waited for long. */
function reasonOf({ progress, engineState }: SessionSlice): string {
  if (engineState === 'starting') return 'The engine’s program is slow to arrive or to start.';
  if (engineState === 'recovering') return 'A new engine is slow to start.';
  if (progress?.phase === 'download')
    return 'Nothing has arrived for a while: the server or the connection is slow.';
  if (progress && !ABOUT_THE_PICTURE.has(progress.phase))
    return 'This machine is slow or busy. What has been prepared once is quicker the next time.';
  return 'This machine is slow or busy, or the picture is large. A smaller network input is quicker.';
}

function measureOf(progress: SessionSlice['progress']) {
  return progress && progress.total > 0 && { value: progress.loaded, max: progress.total };
}

function Waiting() {
  const session = useStore((state) => state.session);
  const { activity, progress: reported, engineState } = session;
  const loading = useStore(isLoadingModel);
  // Drawing reports progress too, but nobody waits for it; of many pictures their number says more.
  const isOneOfMany = activity?.steps && reported?.phase !== 'download';
  const progress = (activity || loading) && !isOneOfMany ? reported : null;
  const steps = isOneOfMany ? activity.steps : null;
  const recovering =
    engineState === 'recovering' ? 'The engine stopped and is being restarted' : null;
  const starting = engineState === 'starting' && !progress ? 'Starting the engine' : null;
  const text = recovering ?? starting ?? (progress ? describe(progress) : activity?.label) ?? null;
  const visible = useDelayed(text !== null, 300);
  const isLong = useUnchanged(text && `${text} ${progress?.loaded}`, LONG_MS);
  if (!visible || text === null) return null;
  const measured = steps ? { value: steps.done, max: steps.total } : measureOf(progress);
  return (
    <div className="stage__message" data-state="waiting">
      <progress
        className="stage__progress"
        aria-label={text}
        {...(recovering === null && measured)}
      />
      <span>
        {text}
        {isLong && <span className="stage__reason">{reasonOf({ ...session, progress })}</span>}
      </span>
      {isLong && engineState !== 'ready' && <ReloadButton />}
      {(activity?.cancellable || loading) && (
        <button type="button" className="button" onClick={stopAnalysis}>
          Cancel
        </button>
      )}
    </div>
  );
}

function ReloadButton() {
  return (
    <button type="button" className="button button--outlined" onClick={() => location.reload()}>
      Reload
    </button>
  );
}

/** What another worker can mend; a page of another version cannot. */
function RestartButton() {
  return (
    <button type="button" className="button button--outlined" onClick={restartEngine}>
      Start again
    </button>
  );
}

function Failure() {
  const { engineError, engineState, activity } = useStore((state) => state.session);
  const picture = useStore(selectedPicture);
  // A frame of a drive is analysed when the playhead rests.
  const isLeft = useDelayed(picture?.state === 'loaded' && !activity, 600);
  const paneSaysIt = useStore((state) =>
    visiblePanes(state.view).some((pane) => paneError(state, pane) !== null),
  );
  if (engineState === 'failed') {
    return (
      <Alert text={engineError?.message ?? 'The engine stopped and could not be restarted.'}>
        {engineError?.retryable !== false && <RestartButton />}
        <ReloadButton />
      </Alert>
    );
  }
  if (picture?.state === 'loaded' && !activity && engineState === 'ready') {
    if (!isLeft) return null;
    return (
      <Hint text="This picture has not been analysed.">
        <button
          type="button"
          className="button button--outlined"
          onClick={() => void selectPicture(picture.id)}
        >
          Analyse
        </button>
      </Hint>
    );
  }
  // The panes of a picture that could be opened say themselves what failed.
  if (picture?.state !== 'failed' || paneSaysIt) return null;
  return (
    <Alert text={`${picture.name}: ${picture.error?.message ?? 'could not be opened.'}`}>
      {picture.error?.retryable && (
        <button
          type="button"
          className="button button--outlined"
          onClick={() => void selectPicture(picture.id)}
        >
          Try again
        </button>
      )}
    </Alert>
  );
}

export function StageMessages() {
  return (
    <div className="stage__messages">
      <Failure />
      <Waiting />
    </div>
  );
}
