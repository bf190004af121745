/** The two masks whose agreement is shown: the active pane's and that of the pane it is compared with. */
import { leftOutKey } from '#src/core/ground-truth/left-out';
import { removalKey } from '#src/core/meta/removal';
import { isPrompted } from '#src/methods/capabilities';
import type { ComparedPane } from '#src/protocol/view';
import { shownLeftOut } from '#src/store/labels/region-of-interest';
import { methodInfo } from '#src/store/method-info';
import { masksOf } from '#src/store/prompts';
import type { AgreementParams } from '#src/store/results-slice';
import { activePane, regionsOfPane, shownResult } from '#src/store/selectors';
import type { PaneSettings, State } from '#src/store/state';
import { comparedPane } from '#src/store/view/compared-pane';
import { comparedViewOf } from '#src/store/view-state';

export interface WantedAgreement extends AgreementParams {
  /** All that the answer depends on, as text. */
  key: string;
}

/** A later file, or other masks, have other regions by the same settings. */
function sourceOf(state: State, { methodId }: PaneSettings): number | null {
  const { imported } = methodInfo(methodId, shownResult(state));
  return imported?.serial ?? (isPrompted(methodId) ? (masksOf(state)?.serial ?? null) : null);
}

/** Null while nothing is compared, and until the regions of both panes are known. */
export function wantedAgreement(state: State): WantedAgreement | null {
  const pane = activePane(state);
  const other = comparedPane(state, pane);
  if (!other) return null;
  const regions = regionsOfPane(state, pane);
  if (!regions || !regionsOfPane(state, other)) return null;
  const { pictureId, minArea } = regions;
  const leftOut = shownLeftOut(state);
  const panes: [ComparedPane, ComparedPane] = [
    comparedViewOf(state, pane),
    comparedViewOf(state, other),
  ];
  const parts = [
    ...panes.map(({ removal, ...rest }) => ({ ...rest, removal: removalKey(removal) })),
    ...[pane, other].map((shown) => sourceOf(state, shown)),
  ];
  const key = JSON.stringify([pictureId, minArea, leftOutKey(leftOut), ...parts]);
  return { pictureId, minArea, leftOut, panes, key };
}
