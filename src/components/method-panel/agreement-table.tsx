import './agreement-table.css';
import { LegendEntry } from '#src/components/stage/legend/legend-entry';
import { formatShare } from '#src/components/ui/numbers';
import { BOTH_RGB, sidesOf } from '#src/core/colours/comparison-colours';
import { cssColour } from '#src/core/colours/error-colours';
import { maskOverlap } from '#src/core/comparison/agreement';
import type { NetworkDifference } from '#src/core/comparison/network-difference';
import { methodInfo } from '#src/store/method-info';
import { activePane, shownResult } from '#src/store/selectors';
import type { PaneSettings, State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { comparedPane, isFirstPane } from '#src/store/view/compared-pane';
import { wantedAgreement } from '#src/store/view/wanted-agreement';

function titleOf(state: State, pane: PaneSettings | null): string {
  return pane ? methodInfo(pane.methodId, shownResult(state)).title : '';
}

/** How far the active pane's mask and that of the pane it is compared with agree. */
export function AgreementTable() {
  const own = useStore((state) => titleOf(state, activePane(state)));
  const other = useStore((state) => titleOf(state, comparedPane(state, activePane(state))));
  const ownIsFirst = useStore((state) => isFirstPane(state, activePane(state)));
  const agreement = useStore(({ results }) => results.agreement?.agreement ?? null);
  const isCurrent = useStore((state) => {
    const key = wantedAgreement(state)?.key;
    return key !== undefined && state.results.agreement?.key === key;
  });
  if (other === '') return null;
  if (!agreement || !isCurrent)
    return (
      <p className="muted agreement__wait">
        Comparing the masks of {own} and {other} …
      </p>
    );
  const { masks, networks } = agreement;
  const { both, onlyFirst, onlySecond, pixels } = masks;
  const overlap = maskOverlap(masks);
  const sides = sidesOf(!ownIsFirst);
  const rows = [
    { name: 'Both', count: both, colour: cssColour(BOTH_RGB) },
    { name: `Only ${own}`, count: onlyFirst, colour: cssColour(sides.own) },
    { name: `Only ${other}`, count: onlySecond, colour: cssColour(sides.other) },
  ];
  return (
    <>
      <table className="agreement">
        <caption>
          {overlap === null
            ? `Neither ${own} nor ${other} marks anything.`
            : `${own} and ${other} agree on ${formatShare(overlap)} of what either marks.`}
        </caption>
        <tbody>
          {rows.map(({ name, count, colour }) => (
            <tr key={colour}>
              <th scope="row">
                <LegendEntry name={name} colour={colour} kind="known" />
              </th>
              <td>{formatShare(count / pixels)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {networks && <Networks {...networks} />}
    </>
  );
}

/** What tells a file from its half-float or quantised version, and two checkpoints from each other. */
function Networks({ largest, mean, otherClass }: NetworkDifference) {
  return (
    <p className="muted agreement__networks">
      Their networks: another class on {formatShare(otherClass)} of the picture; probabilities
      differ by {formatDifference(mean)} in the mean, {formatDifference(largest)} at most.
    </p>
  );
}

const formatDifference = (value: number) => value.toPrecision(2);
