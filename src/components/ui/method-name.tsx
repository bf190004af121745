import './method-name.css';

/**
 * A method where there is little room: short to see, in full as the tooltip and for screen readers.
 */
export function MethodName({ title, shortTitle }: { title: string; shortTitle: string }) {
  if (shortTitle === title) return <>{title}</>;
  return (
    <abbr className="method-name" title={title}>
      <span aria-hidden="true">{shortTitle}</span>
      <span className="visually-hidden">{title}</span>
    </abbr>
  );
}
