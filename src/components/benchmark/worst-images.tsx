import './worst-images.css';
import { useState } from 'react';
import { showImage } from '#src/actions/benchmark/show-image';
import { worstImages } from '#src/actions/benchmark/worst-images';
import { formatCount } from '#src/components/ui/numbers';
import type { Evaluation } from '#src/evaluation/types';
import { methods } from '#src/methods/registry';
import { patchBenchmark, useStore } from '#src/store/store';

const SHOWN = 20;

/** Pictures by rising AP of one method; a click opens them in the picture view. */
export function WorstImages({ result }: { result: Evaluation }) {
  const [all, setAll] = useState(false);
  const worstBy = useStore((state) => state.benchmark.worstBy) ?? result.methods[0].methodId;
  const { images, withoutAP } = worstImages(result, worstBy);
  return (
    <section aria-label="Worst pictures">
      <div className="results__bar">
        <h3>Worst pictures by AP of</h3>
        <select
          className="field"
          aria-label="Method that orders the pictures"
          value={worstBy}
          onChange={({ target }) => patchBenchmark({ worstBy: target.value })}
        >
          {result.methods.map(({ methodId }) => (
            <option key={methodId} value={methodId}>
              {methods.find(({ id }) => id === methodId)?.title ?? methodId}
            </option>
          ))}
        </select>
        {withoutAP > 0 && <span className="muted">{formatCount(withoutAP)} left out: no anomaly, or nothing else</span>}
      </div>
      <ol className="worst">
        {images.slice(0, all ? undefined : SHOWN).map(({ stem, AP, prior }) => (
          <li key={stem}>
            <button type="button" className="button worst__image" title="Open in the picture view" onClick={() => void showImage(stem)}>
              <span className="worst__name">{stem}</span>
              <span>AP {(AP * 100).toFixed(1)}</span>
              <span className="muted">prior {prior === null ? '–' : (prior * 100).toFixed(1)}</span>
            </button>
          </li>
        ))}
      </ol>
      {!all && images.length > SHOWN && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          Show all {formatCount(images.length)}
        </button>
      )}
    </section>
  );
}
