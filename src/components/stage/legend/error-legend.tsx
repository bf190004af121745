import {
  cssColour,
  FALSE_NEGATIVE_RGB,
  FALSE_POSITIVE_RGB,
  type Rgb,
  TRUE_POSITIVE_RGB,
  VOID_RGB,
} from '#src/core/colours/error-colours';

const ENTRIES: readonly { name: string; colour: Rgb }[] = [
  { name: 'True positive', colour: TRUE_POSITIVE_RGB },
  { name: 'False positive', colour: FALSE_POSITIVE_RGB },
  { name: 'False negative', colour: FALSE_NEGATIVE_RGB },
  { name: 'Ignored', colour: VOID_RGB },
];

/** What the colours of the error layer stand for. */
export function ErrorLegend() {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must reach what scrolls.
    <section className="legend legend--classes" data-scrolls tabIndex={0} aria-label="Errors">
      {ENTRIES.map(({ name, colour }) => (
        <span key={name} className="legend__class">
          <i style={{ background: cssColour(colour) }} />
          {name}
        </span>
      ))}
    </section>
  );
}
