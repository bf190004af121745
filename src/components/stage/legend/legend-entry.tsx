/** A colour of a map and what it stands for. */
export function LegendEntry({
  name,
  colour,
  kind,
}: {
  name: string;
  colour: string;
  kind: 'learnt' | 'unknown' | 'known';
}) {
  return (
    <span className="legend__class" data-kind={kind}>
      <i style={{ background: colour }} />
      {name}
    </span>
  );
}
