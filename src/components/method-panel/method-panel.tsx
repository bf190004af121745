import './method-panel.css';
import { MethodCard } from '#src/components/method-panel/method-card';
import { methodGroups } from '#src/components/method-panel/method-groups';
import { activeMethod, shownResult } from '#src/store/selectors';
import { useStore } from '#src/store/store';

/** One card per method, by what its network was trained with; the active pane's is open. */
export function MethodPanel() {
  const active = useStore(activeMethod);
  const result = useStore(shownResult);
  return (
    <section className="panel" aria-label="Methods">
      <h2 className="panel__title">Method</h2>
      {methodGroups(result).map(({ title, members }) => (
        <section key={title} className="methods" aria-label={title}>
          <h3 className="methods__group">{title}</h3>
          {members.map((info) => (
            <MethodCard key={info.id} info={info} active={info.id === active.id} />
          ))}
        </section>
      ))}
    </section>
  );
}
