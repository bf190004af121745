import './prompts-panel.css';
import { compareWithSource } from '#src/actions/prompts/compare-with-source';
import { resetPrompts } from '#src/actions/prompts/reset-prompts';
import { MethodParameters } from '#src/components/method-panel/method-parameters';
import { FragmentCounts } from '#src/components/prompts/fragment-counts';
import { PromptAnnouncement } from '#src/components/prompts/prompt-announcement';
import { PromptList } from '#src/components/prompts/prompt-list';
import { PromptTools } from '#src/components/prompts/prompt-tools';
import { formatCount } from '#src/components/ui/numbers';
import { useNarrow } from '#src/components/ui/use-narrow';
import { promptedMethod } from '#src/methods/capabilities';
import { editsOf, promptPane, shownPrompts } from '#src/store/prompts';
import { useStore } from '#src/store/store';

/** Prompts of S2M: where they come from, what they gave, and the list of them. */
export function PromptsPanel() {
  const isShown = useStore((state) => promptPane(state) >= 0);
  const count = useStore((state) => shownPrompts(state).length);
  return (
    <section className="panel" aria-label="Prompts">
      <h2 className="panel__title">
        Prompts
        {isShown && <span>{formatCount(count)}</span>}
      </h2>
      {isShown ? <Prompts /> : <Introduction />}
    </section>
  );
}

function Introduction() {
  return (
    <div className="prompts-panel">
      <p className="muted">
        A thresholded score falls into fragments. S2M turns it into boxes, and draws the whole
        object of each.
      </p>
      <button type="button" className="button button--outlined" onClick={compareWithSource}>
        Compare with S2M
      </button>
    </div>
  );
}

function Prompts() {
  const edited = useStore((state) => (editsOf(state)?.present ?? null) !== null);
  const error = useStore((state) => state.prompts.error);
  const narrow = useNarrow();
  return (
    <div className="prompts-panel">
      {narrow && <PromptTools />}
      <FragmentCounts />
      {error && (
        <p className="prompts-panel__error" role="alert">
          {error.message}
        </p>
      )}
      <PromptList />
      {edited ? (
        <p className="prompts-panel__edited">
          <span className="muted">
            Changed by hand. The generator’s source and limits come back with its boxes.
          </span>
          <button type="button" className="button button--outlined" onClick={resetPrompts}>
            Generate again
          </button>
        </p>
      ) : (
        <fieldset className="prompts-panel__parameters" aria-label="Prompt generator">
          <MethodParameters methodId={promptedMethod.id} parameters={promptedMethod.parameters} />
        </fieldset>
      )}
      <PromptAnnouncement />
    </div>
  );
}
