import './word-chip.css';
import { removeWord } from '#src/actions/words/remove-word';
import { switchWord } from '#src/actions/words/switch-word';
import { Icon } from '#src/components/ui/icon';
import { shortSense } from '#src/components/words-panel/short-sense';
import type { WordPlace } from '#src/core/words/read-word';
import type { Concept } from '#src/core/words/vocabulary';

interface Props {
  place: WordPlace;
  index: number;
  concept: Concept;
  /** It is switched on, and yet does not count: the ensemble is off. */
  isIdle?: boolean;
}

/** A word of a list: a press switches it off and on, the cross takes it away. */
export function WordChip({ place, index, concept, isIdle = false }: Props) {
  const { word, sense, off = false } = concept;
  const does = off ? 'Switch on' : 'Switch off';
  return (
    <li className="word-chip" data-off={off} data-idle={isIdle}>
      <button
        type="button"
        className="word-chip__word"
        aria-pressed={!off}
        title={isIdle ? `${does}. Without the ensemble it does not count.` : does}
        onClick={() => switchWord(place, index, off)}
      >
        {word}
        {sense !== undefined && <span className="muted"> ({shortSense(sense)})</span>}
      </button>
      <button
        type="button"
        className="word-chip__remove"
        aria-label={`Remove ${word}`}
        onClick={() => removeWord(place, index)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
