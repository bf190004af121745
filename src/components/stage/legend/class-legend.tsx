import { LegendEntry } from '#src/components/stage/legend/legend-entry';
import { learntIndex } from '#src/core/open-world/learnt';
import { answersToWords } from '#src/methods/capabilities';
import { knownClasses } from '#src/store/models';
import { learntOfPane, openClasses } from '#src/store/open-world/open-world';
import { paneAt } from '#src/store/selectors';
import { useStore } from '#src/store/store';
import { wordColours } from '#src/store/words/word-classes';

/**
 * Names of the colours of a class map. What a person taught the page comes first: the row is longer
 * than the pane.
 */
export function ClassLegend({ index, layer }: { index: number; layer: 'classes' | 'open-map' }) {
  const methodId = useStore((state) => paneAt(state, index).methodId);
  if (answersToWords(methodId)) return <WordLegend />;
  return <NetworkLegend index={index} layer={layer} />;
}

function NetworkLegend({ index, layer }: { index: number; layer: 'classes' | 'open-map' }) {
  const known = useStore(knownClasses);
  const all = useStore(openClasses);
  const taught = useStore((state) => learntOfPane(state, paneAt(state, index)).length);
  const count = known?.length ?? 0;
  const learnt = all.slice(learntIndex(count, 0), learntIndex(count, taught));
  const unknown = layer === 'open-map' ? all.slice(count, count + 1) : [];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must reach what scrolls.
    <section className="legend legend--classes" data-scrolls tabIndex={0} aria-label="Classes">
      {learnt.map(({ name, colour }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: known by its place in the list.
        <LegendEntry key={position} name={name} colour={colour} kind="learnt" />
      ))}
      {unknown.map((entry) => (
        <LegendEntry key="unknown" {...entry} kind="unknown" />
      ))}
      {known?.map(({ name, colour }, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a person's classes may share a name.
        <LegendEntry key={position} name={name} colour={colour} kind="known" />
      ))}
    </section>
  );
}

function WordLegend() {
  const words = useStore((state) => state.view.words);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must reach what scrolls.
    <section className="legend legend--classes" data-scrolls tabIndex={0} aria-label="Classes">
      {wordColours(words).map(({ name, colour }) => (
        <LegendEntry key={name} name={name} colour={colour} kind="known" />
      ))}
    </section>
  );
}
