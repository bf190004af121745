import './set-foot.css';
import { clearPictures } from '#src/actions/pictures/clear-pictures';
import { setPaused } from '#src/actions/set/set-paused';
import { Icon } from '#src/components/ui/icon';
import { formatCount, formatDuration } from '#src/components/ui/numbers';
import { type SetProgress, setProgress } from '#src/store/set/wanted-survey';
import { useStore } from '#src/store/store';

function wordsOf({ total, done, failed, millisecondsLeft }: SetProgress, paused: boolean): string {
  if (done === total) {
    const analysed = `${formatCount(total - failed)} analysed`;
    return failed > 0 ? `${analysed}, ${formatCount(failed)} failed` : analysed;
  }
  const count = `${formatCount(done)} of ${formatCount(total)}`;
  if (paused) return `${count}, paused`;
  return millisecondsLeft === null ? count : `${count}, ~${formatDuration(millisecondsLeft)}`;
}

/** How far the looking at the set is, and what a person can do with all of it. */
export function SetFoot() {
  const progress = useStore(setProgress);
  const paused = useStore((state) => state.set.paused);
  const { total, done } = progress;
  return (
    <div className="set-foot">
      {total > 0 && (
        <div className="set-foot__progress">
          {done < total && <progress aria-label="Pictures analysed" value={done} max={total} />}
          <span data-set-progress title="Pictures analysed with the method shown">
            {wordsOf(progress, paused)}
          </span>
          {done < total && (
            <button
              type="button"
              className="button set-foot__pause"
              aria-label={paused ? 'Go on analysing' : 'Pause analysing'}
              title={paused ? 'Go on analysing' : 'Pause after the picture under way'}
              onClick={() => setPaused(!paused)}
            >
              <Icon name={paused ? 'play' : 'pause'} />
            </button>
          )}
        </div>
      )}
      <button type="button" className="button pictures__clear" onClick={clearPictures}>
        Clear
      </button>
    </div>
  );
}
