import type { WordPlace } from '#src/core/words/read-word';
import { useStore } from '#src/store/store';

/** Why the last edit at a place was not made. */
export function Refusal({ place }: { place: WordPlace | null }) {
  const key = JSON.stringify(place);
  const message = useStore(({ words: { refusal } }) =>
    refusal && JSON.stringify(refusal.place) === key ? refusal.error.message : null,
  );
  return (
    message && (
      <p className="words__refusal" role="alert">
        {message}
      </p>
    )
  );
}
