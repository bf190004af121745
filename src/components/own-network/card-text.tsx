import { useState } from 'react';
import { changeCard } from '#src/actions/own-network/change-card';
import { type Card, readCard } from '#src/core/own-network/card';

interface Props {
  modelId: string;
  card: Card;
  disabled: boolean;
}

/** The whole card as text: every field can be changed. */
export function CardText({ modelId, card, disabled }: Props) {
  const [text, setText] = useState(() => JSON.stringify(card, null, 2));
  const [problem, setProblem] = useState<string | null>(null);
  const apply = () => {
    try {
      const changed = readCard(text);
      setProblem(null);
      void changeCard(modelId, changed);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <details>
      <summary>All fields</summary>
      <textarea
        className="field own-network__text"
        aria-label={`Card of ${card.title}`}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {problem && (
        <p role="alert" className="own-network__error">
          {problem}
        </p>
      )}
      <button type="button" className="button button--outlined" disabled={disabled} onClick={apply}>
        Apply
      </button>
    </details>
  );
}
