import './prompt-row.css';
import { removeWord } from '#src/actions/words/remove-word';
import { showWordMap } from '#src/actions/words/show-word-map';
import { switchWord } from '#src/actions/words/switch-word';
import { Icon } from '#src/components/ui/icon';
import { formatShare } from '#src/components/ui/numbers';
import { shortSense } from '#src/components/words-panel/short-sense';
import { WordMap } from '#src/components/words-panel/word-map';
import type { Concept } from '#src/core/words/vocabulary';
import type { NearestClass } from '#src/core/words/word-distance';
import { useStore } from '#src/store/store';
import { readingOf, sightingOf } from '#src/store/words/words';

const PROMPTS = { prompt: true } as const;

/** A word that is looked for: how near it is to what is known, whether it is seen here, and where. */
export function PromptRow({ index, concept }: { index: number; concept: Concept }) {
  const { word, sense } = concept;
  const reading = useStore((state) => readingOf(state, concept));
  const sighting = useStore((state) => sightingOf(state, concept));
  const map = useStore(({ words }) =>
    words.map?.word === word && words.map.sense === sense ? words.map : null,
  );
  return (
    <li className="prompt-row" data-seen={sighting?.isSeen} aria-label={word}>
      <label className="check prompt-row__word">
        <input type="checkbox" checked onChange={() => switchWord(PROMPTS, index, false)} />
        <span>
          {word}
          {sense !== undefined && <span className="muted"> ({shortSense(sense)})</span>}
        </span>
      </label>
      <button
        type="button"
        className="button"
        aria-label={`Map of ${word}`}
        aria-pressed={map !== null}
        onClick={() => void showWordMap(map ? null : concept)}
      >
        Map
      </button>
      <button
        type="button"
        className="button"
        aria-label={`Remove ${word}`}
        onClick={() => removeWord(PROMPTS, index)}
      >
        <Icon name="close" />
      </button>
      <p className="muted prompt-row__facts">
        {reading?.nearest && <Distance nearest={reading.nearest} />}
        {reading?.from === 'pieces' && (
          <span title="Not in the dictionary: put together from pieces, less exact.">
            from pieces
          </span>
        )}
        {sighting && (
          <span>
            {sighting.isSeen ? `${formatShare(sighting.share)} of the picture` : 'not seen here'}
          </span>
        )}
      </p>
      {map?.map && <WordMap word={word} map={map.map} />}
    </li>
  );
}

const MEANS = {
  near: 'Nearly a known class: it takes from that what truly is one, and is the risky kind.',
  middle: 'Neither near a known class nor far from all.',
  far: 'Unlike all known classes.',
};

function Distance({ nearest: { className, distance } }: { nearest: NearestClass }) {
  return (
    <span className="prompt-row__distance" data-distance={distance} title={MEANS[distance]}>
      {distance === 'far'
        ? 'far from known'
        : `${distance === 'near' ? 'near' : 'not far from'} ${className}`}
    </span>
  );
}
