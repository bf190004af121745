import { switchEncoder } from '#src/actions/words/switch-encoder';
import { formatBytes } from '#src/components/ui/numbers';
import { loadOf, modelStatus } from '#src/store/models';
import { useStore } from '#src/store/store';
import { sentenceModel } from '#src/store/words/sentence-model';

/** What reads words that the dictionary does not have, and what it costs; nothing where the page has none. */
export function SentenceEncoder() {
  const model = useStore(sentenceModel);
  const encoder = useStore((state) => state.view.encoder);
  const status = useStore((state) => (model ? modelStatus(state, model.id) : null));
  const loaded = useStore((state) => (model ? loadOf(state, model.id).loaded : 0));
  if (!model) return null;
  const isLoading = status?.state === 'loading';
  return (
    <div>
      <label className="check">
        <input
          type="checkbox"
          checked={encoder || isLoading}
          disabled={isLoading}
          onChange={({ target }) => void switchEncoder(target.checked)}
        />
        Sentence encoder
      </label>
      {isLoading ? (
        <p className="muted" role="status">
          Loading it: {formatBytes(loaded)} of {formatBytes(model.bytes)}
        </p>
      ) : (
        <p className="muted">
          {encoder
            ? 'Any words are read as exactly as those of the dictionary.'
            : `Reads words that are not in the dictionary, which else are put together from pieces.${status?.state === 'ready' ? '' : ` Loads ${formatBytes(model.bytes)} once.`}`}
        </p>
      )}
      {status?.state === 'failed' && (
        <p className="words__refusal" role="alert">
          No sentence encoder: {status.error.message} The dictionary works without.{' '}
          <button
            type="button"
            className="button button--outlined"
            onClick={() => void switchEncoder(true)}
          >
            Try again
          </button>
        </p>
      )}
    </div>
  );
}
