import './false-positive-reasons.css';
import type { CSSProperties } from 'react';
import { formatScore } from '#src/components/ui/numbers';
import { featureWords, largestReasons } from '#src/core/meta/feature-words';
import type { MetaVerdict } from '#src/core/meta/meta-model';
import type { ShippedMetaModel } from '#src/methods/define-method';
import { knownClasses } from '#src/store/models';
import { useStore } from '#src/store/store';

const REASONS_SHOWN = 8;

interface ReasonsProps {
  id: number;
  verdict: MetaVerdict;
  meta: ShippedMetaModel;
}

/** Why the meta classifier takes a component for a false positive, or not: bars that sum to its log-odds. */
export function FalsePositiveReasons({ id, verdict, meta }: ReasonsProps) {
  const classes = useStore(knownClasses) ?? [];
  const names = classes.map(({ name }) => name);
  const reasons = largestReasons(verdict.contributions, REASONS_SHOWN);
  const rows = [
    ...reasons.map(({ feature, contribution }) => ({
      name: feature === null ? `${meta.features.length - REASONS_SHOWN} other features` : featureWords(feature, names),
      title: feature ?? undefined,
      contribution,
    })),
    { name: 'intercept', title: undefined, contribution: meta.intercept },
  ];
  const longest = Math.max(...rows.map(({ contribution }) => Math.abs(contribution)));
  return (
    <section className="reasons" aria-label={`Why component ${id} may be a false positive`}>
      <h3>
        Component {id}: P(false positive) = {verdict.probability.toFixed(2)}
      </h3>
      <ul>
        {rows.map(({ name, title, contribution }) => (
          <li key={name}>
            <span title={title && `${title}: ${name}`}>{name}</span>
            <i
              className="reasons__bar"
              data-sign={contribution < 0 ? 'against' : 'for'}
              style={{ '--length': `${(50 * Math.abs(contribution)) / longest}%` } as CSSProperties}
            />
            <data value={contribution}>{formatSigned(contribution)}</data>
          </li>
        ))}
        <li className="reasons__sum">
          <span>log-odds</span>
          <i />
          <data value={verdict.logOdds}>{formatSigned(verdict.logOdds)}</data>
        </li>
      </ul>
    </section>
  );
}

function formatSigned(value: number): string {
  return value > 0 ? `+${formatScore(value)}` : formatScore(value);
}
