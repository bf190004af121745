import { useShallow } from 'zustand/react/shallow';
import { retryFrames } from '#src/actions/drives/retry-frames';
import { setRun } from '#src/actions/drives/set-run';
import { Icon } from '#src/components/ui/icon';
import { formatCount, formatDuration } from '#src/components/ui/numbers';
import type { OpenDrive } from '#src/store/drives/drives-slice';
import { type RunProgress, runProgress } from '#src/store/drives/wanted-frame';
import { useStore } from '#src/store/store';

/** How far the analysis is, for a person. */
export function runWords(
  { done, total, millisecondsLeft }: RunProgress,
  run: OpenDrive['run'],
): string {
  if (done === total) return `${formatCount(done)} frames analysed`;
  const count = `${formatCount(done)} of ${formatCount(total)} frames`;
  if (run === 'paused') return `${count}, paused`;
  if (run === 'off' || millisecondsLeft === null) return count;
  return `${count}, ~${formatDuration(millisecondsLeft)}`;
}

/** How far the analysis of the drive is, and what a person can do about it. */
export function RunStatus({ drive }: { drive: OpenDrive }) {
  const progress = useStore(useShallow((state) => runProgress(state, drive)));
  if (!progress) return null;
  const { done, total, failed } = progress;
  const isDone = done === total;
  const [reason] = Object.values(drive.failed);
  return (
    <span className="timeline__run">
      <span data-drive-progress={`${done}/${total}`} title="Frames analysed with the methods shown">
        {runWords(progress, drive.run)}
      </span>
      {failed > 0 && (
        <button
          type="button"
          className="button timeline__failed"
          title={reason}
          onClick={retryFrames}
        >
          {formatCount(failed)} failed, try again
        </button>
      )}
      {!isDone && drive.run === 'off' && (
        <button type="button" className="button button--outlined" onClick={() => setRun('on')}>
          Analyse
        </button>
      )}
      {!isDone && drive.run !== 'off' && (
        <>
          <button
            type="button"
            className="button"
            aria-label={
              drive.run === 'paused' ? 'Go on analysing the drive' : 'Pause analysing the drive'
            }
            title={drive.run === 'paused' ? 'Go on analysing' : 'Pause after the frame under way'}
            onClick={() => setRun(drive.run === 'paused' ? 'on' : 'paused')}
          >
            <Icon name={drive.run === 'paused' ? 'play' : 'pause'} />
          </button>
          <button
            type="button"
            className="button"
            aria-label="End analysing the drive"
            title="End the analysis; what is known stays"
            onClick={() => setRun('off')}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </span>
  );
}
