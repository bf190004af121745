import { BOTH_RGB, differenceColours, sidesOf } from '#src/core/colours/comparison-colours';
import { cssColour } from '#src/core/colours/error-colours';
import { commonTables } from '#src/methods/share-tables';
import { methodInfo } from '#src/store/method-info';
import { shownSettings } from '#src/store/models';
import { paneAt, shownResult } from '#src/store/selectors';
import type { PaneSettings, State } from '#src/store/state';
import { useStore } from '#src/store/store';
import { comparedPane } from '#src/store/view/compared-pane';
import { MOST_DECADES } from '#src/store/view-state';
import { gradientOf } from './colour-map-gradient';
import { LegendEntry } from './legend-entry';

function titleOf(state: State, pane: PaneSettings | null): string {
  return pane ? methodInfo(pane.methodId, shownResult(state)).title : '';
}

function useTitles(index: number) {
  return {
    own: useStore((state) => titleOf(state, paneAt(state, index))),
    other: useStore((state) => titleOf(state, comparedPane(state, paneAt(state, index)))),
  };
}

/** What the colours of a mask compared with another pane's stand for. */
export function AgreementLegend({ index }: { index: number }) {
  const { own, other } = useTitles(index);
  const sides = sidesOf(index > 0);
  const entries = [
    { name: 'Both', rgb: BOTH_RGB },
    { name: `Only ${own}`, rgb: sides.own },
    { name: `Only ${other}`, rgb: sides.other },
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must reach what scrolls.
    <section className="legend legend--classes" data-scrolls tabIndex={0} aria-label="Agreement">
      {entries.map(({ name, rgb }) => (
        <LegendEntry key={name} name={name} colour={cssColour(rgb)} kind="known" />
      ))}
    </section>
  );
}

/** Whether shares are those of known pixels, which both methods have been measured on. */
function isOfKnownPixels(state: State, index: number): boolean {
  const pane = paneAt(state, index);
  const other = comparedPane(state, pane);
  return (
    other !== null && commonTables(shownSettings(state, pane), shownSettings(state, other)) !== null
  );
}

/** The scale of the difference: by how much a score is rarer for one method than for the other. */
export function DifferenceLegend({ index }: { index: number }) {
  const { own, other } = useTitles(index);
  const among = useStore((state) => isOfKnownPixels(state, index))
    ? 'known pixels'
    : 'the pixels of this picture';
  const times = 10 ** MOST_DECADES;
  return (
    <footer
      className="legend"
      title={`How much rarer a pixel’s score is among ${among}: at the ends ${times} times or more for the method that stands there`}
    >
      <span className="legend__side">{other}</span>
      <span>{times} ×</span>
      <div
        className="legend__bar"
        data-layer="difference"
        style={{ backgroundImage: gradientOf(differenceColours(sidesOf(index > 0))) }}
      />
      <span>{times} ×</span>
      <span className="legend__side">{own}</span>
      <span className="muted legend__unit">rarer among {among}</span>
    </footer>
  );
}
