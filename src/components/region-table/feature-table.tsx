import './feature-table.css';
import { formatScore, formatSigned } from '#src/components/ui/numbers';
import { FEATURE_NAMES } from '#src/core/meta/feature-names';
import { featureWords } from '#src/core/meta/feature-words';
import type { MetaVerdict } from '#src/core/meta/meta-model';
import { classNames } from '#src/store/models';
import { useStore } from '#src/store/store';

interface Props {
  id: number;
  /** `[75]` */
  features: Float64Array;
  /** Null without a meta classifier. */
  verdict: MetaVerdict | null;
}

/** All features of one region, and what each adds to its log-odds. */
export function FeatureTable({ id, features, verdict }: Props) {
  const names = useStore(classNames);
  return (
    <details className="feature-table">
      <summary className="disclosure">All {FEATURE_NAMES.length} features</summary>
      <table>
        <caption className="visually-hidden">Features of region {id}</caption>
        <thead>
          <tr>
            <th scope="col">Feature</th>
            <th scope="col">Value</th>
            {verdict && (
              <th scope="col" title="Contribution to the log-odds of a false positive">
                Log-odds
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {FEATURE_NAMES.map((name, f) => (
            <tr key={name} data-feature={name}>
              <th scope="row" title={name}>
                {featureWords(name, names)}
              </th>
              <td>{formatScore(features[f] as number)}</td>
              {verdict && <td>{formatSigned(verdict.contributions[f] as number)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
