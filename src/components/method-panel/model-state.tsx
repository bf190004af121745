import './model-state.css';
import { retryModel } from '#src/actions/retry-model';
import { formatBytes } from '#src/components/ui/numbers';
import type { ModelSummary } from '#src/protocol/models';
import { loadOf, modelStatus, summaryOf } from '#src/store/models';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

function loadedOf(state: State, modelId: string): string {
  const { loaded, total } = loadOf(state, modelId);
  return total > 0 ? `${(loaded / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB` : 'loading';
}

/** Its id and those of the networks that run before it. */
function filesOf(modelId: string, summary: ModelSummary | null): string {
  const needs = summary?.needs ?? [];
  return needs.length > 0 ? `${modelId} with ${needs.join(' and ')}` : modelId;
}

/** In a few words, for a network that is not ready; null for one that is. */
export function useModelText(modelId: string): string | null {
  return useStore((state) => {
    switch (modelStatus(state, modelId)?.state) {
      case 'ready':
        return null;
      case 'loading':
        return loadedOf(state, modelId);
      case 'failed':
        return 'failed';
      default: {
        const { loaded, total } = loadOf(state, modelId);
        return summaryOf(state, modelId) && formatBytes(total - loaded);
      }
    }
  });
}

/**
 * The network behind a method: how close it is to the published one, what it reads, their size
 * together, its terms, and whether it is there.
 */
export function ModelState({ modelId, label }: { modelId: string; label: string }) {
  const summary = useStore((state) => summaryOf(state, modelId));
  const status = useStore((state) => modelStatus(state, modelId));
  const text = useStore((state) => loadedOf(state, modelId));
  const loaded = useStore((state) => loadOf(state, modelId).loaded);
  const total = useStore((state) => loadOf(state, modelId).total);
  return (
    <div className="model" data-model={modelId} data-state={status?.state ?? 'not loaded'}>
      <p className="muted">
        {label}: {filesOf(modelId, summary)}
        {summary && `, ${formatBytes(total)}`}
        {status?.state === 'ready' && ', checked on this machine'}
        {!status && ', loaded when it is needed'}
        {summary && <Terms summary={summary} />}
      </p>
      {status?.state === 'loading' && (
        <p className="row">
          <progress
            aria-label={`Loading ${modelId}`}
            {...(total > 0 ? { value: loaded, max: total } : {})}
          />
          {text}
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
