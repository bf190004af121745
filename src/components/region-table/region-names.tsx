import './region-names.css';
import { retryNames } from '#src/actions/names/retry-names';
import { setNames } from '#src/actions/names/set-names';
import { formatBytes } from '#src/components/ui/numbers';
import type { NameGuess } from '#src/core/words/naming';
import { loadOf, modelStatus } from '#src/store/models';
import { nameWords, namingModel } from '#src/store/names/shown-names';
import { useStore } from '#src/store/store';

/** Names on and off, and what a name is; nothing where the page has no words. */
export function NamesSwitch() {
  const model = useStore(namingModel);
  const names = useStore((state) => state.view.names);
  const error = useStore((state) => state.names.error);
  if (!model) return null;
  return (
    <div className="region-names">
      <label className="check">
        <input
          type="checkbox"
          checked={names}
          onChange={({ target }) => setNames(target.checked)}
        />
        Names
      </label>
      <NamesNote modelId={model.id} />
      {names && error && (
        <p className="region-names__failure" role="alert">
          <span>No names: {error.message}</span>
          <button type="button" className="button button--outlined" onClick={retryNames}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

/** What is being waited for, what switching on would load, or how a name is to be read. */
function NamesNote({ modelId }: { modelId: string }) {
  const names = useStore((state) => state.view.names);
  const state = useStore((store) => modelStatus(store, modelId)?.state ?? null);
  const loaded = useStore((store) => loadOf(store, modelId).loaded);
  const total = useStore((store) => loadOf(store, modelId).total);
  if (names && state === 'loading')
    return (
      <p className="muted" role="status">
        Loading what names are read with: {formatBytes(loaded)} of {formatBytes(total)}
      </p>
    );
  return (
    <p className="muted">
      {names || state === 'ready'
        ? 'A name is a hint, not a class: the words that are nearest to what a region looks like.'
        : `What each region looks like, in words. Loads ${formatBytes(total - loaded)} and the tables of words once.`}
    </p>
  );
}

/** The line below a region. @param names null while they are looked for. */
export function NamesCell({ names }: { names: readonly NameGuess[] | null }) {
  if (!names) return <span className="muted">looking for names…</span>;
  const [best] = names;
  return (
    <span className="region-names__line" title={names.map(withSimilarity).join(', ')}>
      <span className={best ? undefined : 'muted'}>{nameWords(names)}</span>
      {best && (
        <span
          className="muted region-names__similarity"
          title="Similarity of the first name, -1 to 1"
        >
          {best.similarity.toFixed(2)}
        </span>
      )}
    </span>
  );
}

function withSimilarity({ name, similarity }: NameGuess): string {
  return `${name} ${similarity.toFixed(2)}`;
}
