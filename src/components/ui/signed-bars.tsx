import './signed-bars.css';
import type { CSSProperties } from 'react';
import { formatSigned } from '#src/components/ui/numbers';

export interface SignedBar {
  /** Unique among the bars. */
  id: string;
  name: string;
  /** Tooltip of the name. */
  title?: string;
  value: number;
}

interface Props {
  bars: readonly SignedBar[];
  /** A last line without a bar. */
  sum?: { name: string; value: number };
}

/** Numbers of either sign as bars from a common middle, the longest over half the width. */
export function SignedBars({ bars, sum }: Props) {
  const longest = Math.max(...bars.map(({ value }) => Math.abs(value)));
  return (
    <ul className="signed-bars">
      {bars.map(({ id, name, title, value }) => (
        <li key={id}>
          <span title={title ?? name}>{name}</span>
          <i
            data-sign={value < 0 ? 'negative' : 'positive'}
            style={
              {
                '--length': `${longest > 0 ? (50 * Math.abs(value)) / longest : 0}%`,
              } as CSSProperties
            }
          />
          <data value={value}>{formatSigned(value)}</data>
        </li>
      ))}
      {sum && (
        <li className="signed-bars__sum">
          <span>{sum.name}</span>
          <b />
          <data value={sum.value}>{formatSigned(sum.value)}</data>
        </li>
      )}
    </ul>
  );
}
