import { setWordsRule } from '#src/actions/words/set-words-rule';
import { NumberField } from '#src/components/ui/number-field';
import { PromptRow } from '#src/components/words-panel/prompt-row';
import { SentenceEncoder } from '#src/components/words-panel/sentence-encoder';
import { WordChip } from '#src/components/words-panel/word-chip';
import { WordField } from '#src/components/words-panel/word-field';
import { useStore } from '#src/store/store';

const PROMPTS = { prompt: true } as const;

/** What a person looks for beside the known classes. */
export function LookedFor() {
  const prompts = useStore((state) => state.view.words.prompts);
  const entries = prompts.map((concept, index) => ({ concept, index }));
  const on = entries.filter(({ concept }) => !concept.off);
  const off = entries.filter(({ concept }) => concept.off);
  return (
    <section className="words__part" aria-label="Looked for">
      <WordField place={PROMPTS} label="Type what you are looking for" />
      {on.length > 0 && (
        <ul className="words__prompts">
          {on.map(({ concept, index }) => (
            <PromptRow key={JSON.stringify(concept)} index={index} concept={concept} />
          ))}
        </ul>
      )}
      {off.length > 0 && (
        <details>
          <summary className="disclosure">Words that are switched off: {off.length}</summary>
          <ul className="words__chips">
            {off.map(({ concept, index }) => (
              <WordChip
                key={JSON.stringify(concept)}
                place={PROMPTS}
                index={index}
                concept={concept}
              />
            ))}
          </ul>
        </details>
      )}
      <Calibrated />
      <SentenceEncoder />
    </section>
  );
}

function Calibrated() {
  const calibrated = useStore((state) => state.view.words.calibrated);
  const alpha = useStore((state) => state.view.words.alpha);
  const commit = (percent: number) =>
    setWordsRule({ alpha: Math.min(100, Math.max(0, percent)) / 100 });
  return (
    <div className="words__rule">
      <label className="check">
        <input
          type="checkbox"
          checked={calibrated}
          onChange={(event) => setWordsRule({ calibrated: event.target.checked })}
        />
        Calibrated
      </label>
      {calibrated ? (
        <span className="muted words__share">
          at most
          <NumberField
            label="Share of ordinary street that a word may take, in per cent"
            value={alpha * 100}
            onCommit={commit}
          />
          % of ordinary street each
        </span>
      ) : (
        <span className="muted">as in the paper: a word may take anything</span>
      )}
    </div>
  );
}
