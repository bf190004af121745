import { useLabelClasses } from '#src/components/open-world/learn/use-label-classes';
import { LegendEntry } from '#src/components/stage/legend/legend-entry';
import type { TrainingLabels } from '#src/protocol/open-world';

/**
 * The classes that a head would be taught in this picture: the annotated one, those learnt before,
 * the network's.
 */
export function TrainingLegend({ labels }: { labels: TrainingLabels }) {
  const classes = useLabelClasses();
  const used = [...new Set(labels.labels)].flatMap((label) => {
    const known = classes[label];
    return known ? { label, ...known } : [];
  });
  const learnt = used.filter(({ kind }) => kind === 'learnt').sort((a, b) => b.label - a.label);
  const known = used.filter(({ kind }) => kind === 'known').sort((a, b) => a.label - b.label);
  return (
    <section
      className="legend legend--classes"
      data-scrolls
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must reach what scrolls.
      tabIndex={0}
      aria-label="Training labels"
    >
      {[...learnt, ...known].map(({ label, ...entry }) => (
        <LegendEntry key={label} {...entry} />
      ))}
    </section>
  );
}
