import './introduction.css';
import { useEffect } from 'react';
import { setIntroduced } from '#src/actions/view/set-introduced';
import { useStore } from '#src/store/store';

/**
 * Three steps beside the first result. They go at the first thing that a person does: with the
 * click, not with the press before it, which would move what is clicked.
 */
export function Introduction() {
  const introduced = useStore((state) => state.view.introduced);
  useEffect(() => {
    if (introduced) return undefined;
    const seen = new AbortController();
    const act = () => setIntroduced(true);
    for (const event of ['click', 'keydown', 'drop', 'change'] as const)
      document.addEventListener(event, act, { signal: seen.signal });
    return () => seen.abort();
  }, [introduced]);
  if (introduced) return null;
  return (
    <section className="introduction" aria-label="Introduction">
      <ol>
        <li>
          <b>Pink</b> is what the network does not know. Drag the line in the histogram: scores to
          its right count as unknown.
        </li>
        <li>
          <b>Open</b> or drop your own road pictures, a folder or a video. Nothing leaves this tab.
        </li>
        <li>
          <b>Compare</b> shows two methods side by side; <b>Measure</b> compares them with ground
          truth.
        </li>
      </ol>
      <button type="button" className="button button--outlined">
        Got it
      </button>
    </section>
  );
}
