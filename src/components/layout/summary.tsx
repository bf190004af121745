import './summary.css';
import { useShallow } from 'zustand/react/shallow';
import { closeDoubt } from '#src/actions/view/close-doubt';
import { countSpecks } from '#src/actions/view/count-specks';
import { useSettled } from '#src/components/ui/use-settled';
import { headline, specksWords } from '#src/store/set/headline';
import type { State } from '#src/store/state';
import { useStore } from '#src/store/store';

/** What a screen reader says. */
function spoken(state: State): string {
  const { main, beside, leftOut, specks } = headline(state);
  const first = [main, beside].filter(Boolean).join(', ');
  return [first, specks && specksWords(specks), leftOut].filter(Boolean).join('. ');
}

/**
 * The one sentence that says what is seen, and what it does not count. Read out once it has
 * settled, not at every step of the slider.
 */
export function Summary() {
  const { main, beside, leftOut, doubt } = useStore(
    useShallow((state) => {
      const { specks, ...texts } = headline(state);
      return texts;
    }),
  );
  const settled = useSettled(useStore(spoken));
  return (
    <div className="summary">
      <p aria-hidden="true" data-summary>
        {main}
        {beside && (
          <>
            , <span>{beside}</span>
          </>
        )}
        {leftOut && (
          <>
            . <small className="muted">{leftOut}</small>
          </>
        )}
      </p>
      {doubt && <Doubt decided={doubt} />}
      <SpeckCount />
      <p className="visually-hidden" role="status">
        {settled}
      </p>
    </div>
  );
}

function Doubt({ decided }: { decided: string }) {
  return (
    <div className="summary__doubt">
      <details>
        <summary>Why</summary>
        <p>{decided}</p>
      </details>
      <button type="button" onClick={closeDoubt}>
        Show the result
      </button>
    </div>
  );
}

function SpeckCount() {
  const words = useStore((state) => {
    const { specks } = headline(state);
    return specks && specksWords(specks);
  });
  const counted = useStore((state) => state.view.specksCounted);
  if (!words) return null;
  return (
    <p className="summary__specks muted">
      <span aria-hidden="true">{words}</span>
      <button type="button" onClick={() => countSpecks(!counted)}>
        {counted ? 'Leave them out' : 'Count them'}
      </button>
    </p>
  );
}
