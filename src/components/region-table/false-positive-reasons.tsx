import { type SignedBar, SignedBars } from '#src/components/ui/signed-bars';
import { featureWords, largestReasons } from '#src/core/meta/feature-words';
import type { FittedMetaModel, MetaVerdict } from '#src/core/meta/meta-model';
import { classNames } from '#src/store/models';
import { useStore } from '#src/store/store';

const REASONS_SHOWN = 8;

interface ReasonsProps {
  id: number;
  verdict: MetaVerdict;
  meta: FittedMetaModel;
}

/**
 * Why the meta classifier takes a region for a false positive, or not: bars that sum to its
 * log-odds.
 */
export function FalsePositiveReasons({ id, verdict, meta }: ReasonsProps) {
  const names = useStore(classNames);
  const bars = largestReasons(verdict.contributions, REASONS_SHOWN).map(
    ({ feature, contribution }): SignedBar => {
      if (feature === null)
        return {
          id: 'others',
          name: `${meta.features.length - REASONS_SHOWN} other features`,
          value: contribution,
        };
      const words = featureWords(feature, names);
      return { id: feature, name: words, title: `${feature}: ${words}`, value: contribution };
    },
  );
  return (
    <section className="selected-region" aria-label={`Why region ${id} may be a false positive`}>
      <h3>
        Region {id}: P(false positive) = {verdict.probability.toFixed(2)}
      </h3>
      <SignedBars
        bars={[...bars, { id: 'intercept', name: 'intercept', value: meta.intercept }]}
        sum={{ name: 'log-odds', value: verdict.logOdds }}
      />
    </section>
  );
}
