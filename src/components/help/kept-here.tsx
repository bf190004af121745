import { useEffect, useState } from 'react';
import { forgetEverything } from '#src/actions/storage/forget-everything';
import { lookAtStorage } from '#src/actions/storage/look-at-storage';
import { formatBytes } from '#src/components/ui/numbers';

type Kept = Awaited<ReturnType<typeof lookAtStorage>>;

const bytes = (count: number | null) => (count === null ? 'not told' : formatBytes(count));

/** What stays in this browser when the tab is closed, and the way to be rid of it. */
export function KeptHere() {
  const [kept, setKept] = useState<Kept | null>(null);
  useEffect(() => {
    let isShown = true;
    void lookAtStorage().then((found) => isShown && setKept(found));
    return () => {
      isShown = false;
    };
  }, []);
  return (
    <section className="help__kept" aria-label="Kept in this browser">
      <h3>Kept in this browser</h3>
      {kept && (
        <dl>
          <div>
            <dt>{formatBytes(kept.settings)}</dt>
            <dd>settings, readings of labels, learnt classes</dd>
          </div>
          <div>
            <dt>{bytes(kept.results)}</dt>
            <dd>numbers and small masks of pictures and drives; no pixels</dd>
          </div>
          <div>
            <dt>{bytes(kept.files)}</dt>
            <dd>networks and the page itself, which works offline with them</dd>
          </div>
        </dl>
      )}
      <p className="muted">
        {kept?.quota != null && `The browser allows ${formatBytes(kept.quota)}. `}In a private
        window all of it goes with the window.
      </p>
      <Forget />
    </section>
  );
}

function Forget() {
  const [isSure, setIsSure] = useState(false);
  if (!isSure)
    return (
      <button type="button" className="button button--outlined" onClick={() => setIsSure(true)}>
        Forget everything
      </button>
    );
  return (
    <p role="alert">
      Learnt classes and unfinished benchmark runs go too, and the page is loaded anew.{' '}
      <button
        type="button"
        className="button button--outlined"
        onClick={() => void forgetEverything()}
      >
        Forget it all
      </button>{' '}
      <button type="button" className="button button--outlined" onClick={() => setIsSure(false)}>
        Keep it
      </button>
    </p>
  );
}
