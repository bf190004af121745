import './model-state.css';
import { retryModel } from '#src/actions/retry-model';
import { formatBytes } from '#src/components/ui/numbers';
import type { ModelSummary } from '#src/protocol/models';
import { modelStatus, summaryOf } from '#src/store/models';
import type { ModelStatus } from '#src/store/state';
import { useStore } from '#src/store/store';

function loadedOf({ loaded, total }: Extract<ModelStatus, { state: 'loading' }>): string {
  return total > 0 ? `${(loaded / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB` : 'loading';
}

/** In a few words, for a network that is not ready; null for one that is. */
export function useModelText(modelId: string): string | null {
  const summary = useStore((state) => summaryOf(state, modelId));
  const status = useStore((state) => modelStatus(state, modelId));
  switch (status?.state) {
    case 'ready':
      return null;
    case 'loading':
      return loadedOf(status);
    case 'failed':
      return 'failed';
    default:
      return summary && formatBytes(summary.bytes);
  }
}

/**
 * The network behind a method: how close it is to the published one, its size and terms, and
 * whether it is there.
 */
export function ModelState({ modelId, label }: { modelId: string; label: string }) {
  const summary = useStore((state) => summaryOf(state, modelId));
  const status = useStore((state) => modelStatus(state, modelId));
  return (
    <div className="model" data-model={modelId} data-state={status?.state ?? 'not loaded'}>
      <p className="muted">
        {label}: {modelId}
        {summary && `, ${formatBytes(summary.bytes)}`}
        {status?.state === 'ready' && ', checked on this machine'}
        {!status && ', loaded when it is needed'}
        {summary && <Terms summary={summary} />}
      </p>
      {status?.state === 'loading' && (
        <p className="row">
          <progress
            aria-label={`Loading ${modelId}`}
            {...(status.total > 0 ? { value: status.loaded, max: status.total } : {})}
          />
          {loadedOf(status)}
        </p>
      )}
      {status?.state === 'failed' && (
        <p className="model__failure">
          <span>{status.error.message}</span>
          <button
            type="button"
            className="button button--outlined"
            onClick={() => void retryModel(modelId)}
          >
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

function Terms({ summary: { licence } }: { summary: ModelSummary }) {
  return (
    <>
      <br />
      {licence}
    </>
  );
}
