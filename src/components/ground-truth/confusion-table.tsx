import './confusion-table.css';

/** Rows are the truth and add up to 100 %; the colour repeats the number. */
export function ConfusionTable({
  counts,
  names,
}: {
  counts: readonly number[];
  names: readonly string[];
}) {
  const size = names.length;
  const rows = names.map((name, truth) => {
    const row = counts.slice(truth * size, (truth + 1) * size);
    return { name, row, total: row.reduce((sum, count) => sum + count, 0) };
  });
  return (
    <section
      className="confusion"
      data-scrolls
      // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must reach what scrolls.
      tabIndex={0}
      aria-label="Confusion matrix, per cent of each row"
    >
      <table>
        <thead>
          <tr>
            <th scope="col">Truth \ predicted, %</th>
            {names.map((name) => (
              <th key={name} scope="col">
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, row, total }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {row.map((count, predicted) => (
                <Cell key={names[predicted]} share={total === 0 ? null : count / total} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ share }: { share: number | null }) {
  if (share === null) return <td className="muted">–</td>;
  return (
    <td style={{ '--share': `${Math.round(share * 40)}%` } as React.CSSProperties}>
      {Math.round(share * 100)}
    </td>
  );
}
