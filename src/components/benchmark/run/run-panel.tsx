import './run-panel.css';
import { cancelBenchmark } from '#src/actions/benchmark/cancel-benchmark';
import { deleteStoredRun } from '#src/actions/benchmark/delete-stored-run';
import { pauseBenchmark } from '#src/actions/benchmark/pause-benchmark';
import { resumeBenchmark } from '#src/actions/benchmark/resume-benchmark';
import { startBenchmark } from '#src/actions/benchmark/start-benchmark';
import { RunProgress } from '#src/components/benchmark/run/run-progress';
import { useStore } from '#src/store/store';

/** Run, pause, cancel; how far it is; what went wrong. */
export function RunPanel() {
  const { folder, labels, options, runState, hint } = useStore((state) => state.benchmark);
  const reason = !folder
    ? null
    : folder.pairs === 0
      ? 'No picture of this folder has a label.'
      : labels?.state === 'reading'
        ? 'First the labels are looked into.'
        : labels?.state === 'asking'
          ? 'First say what the values of the labels mean.'
          : !options.closedSet && options.methodIds.length === 0
            ? 'Choose at least one method.'
            : null;
  return (
    <div className="panel run" data-run={runState}>
      {runState === 'idle' ? (
        <button
          type="button"
          className="button button--primary run__start"
          disabled={!folder || reason !== null}
          onClick={() => void startBenchmark()}
        >
          Run
        </button>
      ) : (
        <Running />
      )}
      {reason && <p className="muted">{reason}</p>}
      {hint && <p className="muted">{hint}</p>}
      <StoredRun />
      <Failure />
      <Errors />
    </div>
  );
}

function Running() {
  const runState = useStore((state) => state.benchmark.runState);
  const paused = runState === 'paused';
  return (
    <>
      <RunProgress />
      <div className="row">
        {paused ? (
          <button type="button" className="button button--primary" onClick={resumeBenchmark}>
            Resume
          </button>
        ) : (
          <button
            type="button"
            className="button button--outlined"
            disabled={runState !== 'running'}
            onClick={pauseBenchmark}
          >
            Pause
          </button>
        )}
        <button
          type="button"
          className="button button--outlined"
          disabled={runState === 'cancelling'}
          onClick={cancelBenchmark}
        >
          Cancel
        </button>
      </div>
    </>
  );
}

function StoredRun() {
  const { stored, folder, runState } = useStore((state) => state.benchmark);
  if (!stored || runState !== 'idle') return null;
  return (
    <div className="run__message">
      <p>
        An unfinished run is stored: {stored.done} of {stored.images} pictures.{' '}
        {folder ? 'Run goes on there.' : 'Choose the same folder to go on.'}
      </p>
      <DeleteButton />
    </div>
  );
}

function Failure() {
  const failure = useStore((state) => state.benchmark.failure);
  if (!failure) return null;
  return (
    <div className="run__message run__message--error" role="alert">
      <p>{failure.message}</p>
      {failure.code === 'evaluation-state' && <DeleteButton />}
    </div>
  );
}

function DeleteButton() {
  return (
    <button
      type="button"
      className="button button--outlined"
      onClick={() => void deleteStoredRun()}
    >
      Delete the unfinished run
    </button>
  );
}

/** Images that failed; the others go on. */
function Errors() {
  const errors = useStore((state) => state.benchmark.errors);
  if (errors.length === 0) return null;
  return (
    <div className="run__message run__message--error">
      <h3>
        {errors.length} {errors.length === 1 ? 'picture' : 'pictures'} not counted
      </h3>
      <ul className="run__errors" aria-label="Pictures that failed">
        {errors.map(({ file, message }) => (
          <li key={file}>
            <strong>{file}</strong> {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
