import { useState } from 'react';
import { SignedBars } from '#src/components/ui/signed-bars';
import { featureWords } from '#src/core/meta/feature-words';
import type { MetaModel } from '#src/core/meta/meta-model';
import { classNames } from '#src/store/models';
import { useStore } from '#src/store/store';

const SHOWN = 12;

/** What the classifier weighs: its coefficients, largest magnitude first. */
export function Coefficients({ model: { features, weights, intercept } }: { model: MetaModel }) {
  const names = useStore(classNames);
  const [all, setAll] = useState(false);
  const bars = features
    .map((feature, f) => {
      const words = featureWords(feature, names);
      return {
        id: feature,
        name: words,
        title: `${feature}: ${words}`,
        value: weights[f] as number,
      };
    })
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const shown = all ? bars : bars.slice(0, SHOWN);
  return (
    <details className="meta__coefficients">
      <summary className="disclosure">Coefficients</summary>
      <p className="muted">
        Change of the log-odds of a false positive per standard deviation of a feature.
      </p>
      <SignedBars bars={[...shown, { id: 'intercept', name: 'intercept', value: intercept }]} />
      <button
        type="button"
        className="button button--outlined"
        aria-expanded={all}
        onClick={() => setAll(!all)}
      >
        {all ? `The ${SHOWN} largest` : `All ${bars.length}`}
      </button>
    </details>
  );
}
