/** What the colours of a pane stand for that lie on no scale, as the legend below it has them. */
import { BOTH_RGB, sidesOf } from '#src/core/colours/comparison-colours';
import {
  cssColour,
  FALSE_NEGATIVE_RGB,
  FALSE_POSITIVE_RGB,
  TRUE_POSITIVE_RGB,
  VOID_RGB,
} from '#src/core/colours/error-colours';
import type { KeyEntry } from '#src/core/figure/figure-key';
import { learntIndex } from '#src/core/open-world/learnt';
import type { PaneLayer } from '#src/core/types';
import { answersToWords } from '#src/methods/capabilities';
import { methodInfo } from '#src/store/method-info';
import { knownClasses } from '#src/store/models';
import { learntOfPane, openClasses } from '#src/store/open-world/open-world';
import { shownResult } from '#src/store/selectors';
import type { PaneSettings, State } from '#src/store/state';
import { comparedPane, isFirstPane } from '#src/store/view/compared-pane';
import { wordColours } from '#src/store/words/word-classes';

const ERRORS: readonly KeyEntry[] = [
  { name: 'True positive', colour: cssColour(TRUE_POSITIVE_RGB) },
  { name: 'False positive', colour: cssColour(FALSE_POSITIVE_RGB) },
  { name: 'False negative', colour: cssColour(FALSE_NEGATIVE_RGB) },
  { name: 'Ignored', colour: cssColour(VOID_RGB) },
];

function agreementEntries(state: State, pane: PaneSettings): KeyEntry[] {
  const titleOf = ({ methodId }: PaneSettings) => methodInfo(methodId, shownResult(state)).title;
  const sides = sidesOf(!isFirstPane(state, pane));
  const other = comparedPane(state, pane);
  return [
    { name: 'Both', colour: cssColour(BOTH_RGB) },
    { name: `Only ${titleOf(pane)}`, colour: cssColour(sides.own) },
    ...(other ? [{ name: `Only ${titleOf(other)}`, colour: cssColour(sides.other) }] : []),
  ];
}

function classEntries(state: State, pane: PaneSettings, layer: PaneLayer): readonly KeyEntry[] {
  if (answersToWords(pane.methodId)) return wordColours(state.view.words);
  const known = knownClasses(state) ?? [];
  const all = openClasses(state);
  const taught = learntOfPane(state, pane).length;
  return [
    ...all.slice(learntIndex(known.length, 0), learntIndex(known.length, taught)),
    ...(layer === 'open-map' ? all.slice(known.length, known.length + 1) : []),
    ...known,
  ];
}

/** Empty for layers that have a scale, and for the picture. */
export function figureEntries(
  state: State,
  pane: PaneSettings,
  layer: PaneLayer,
): readonly KeyEntry[] {
  if (layer === 'errors') return ERRORS;
  if (layer === 'agreement') return agreementEntries(state, pane);
  return layer === 'classes' || layer === 'open-map' ? classEntries(state, pane, layer) : [];
}
