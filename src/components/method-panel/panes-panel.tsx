import { setLayout } from '#src/actions/view/set-layout';
import { AgreementTable } from '#src/components/method-panel/agreement-table';
import { Icon } from '#src/components/ui/icon';
import type { Layout } from '#src/store/state';
import { useStore } from '#src/store/store';

const LAYOUTS: readonly { layout: Layout; title: string; key: string }[] = [
  { layout: 'single', title: 'One pane', key: '1' },
  { layout: 'two', title: 'Two panes', key: '2' },
  { layout: 'four', title: 'Four panes', key: '4' },
  { layout: 'swipe', title: 'Swipe compare', key: 'S' },
];

/** How many methods are seen at a time. */
export function PanesPanel() {
  const current = useStore((state) => state.view.layout);
  return (
    <section className="panel" aria-label="Panes">
      <h2 className="panel__title">
        Panes
        <fieldset className="segmented" aria-label="Layout">
          {LAYOUTS.map(({ layout, title, key }) => (
            <button
              key={layout}
              type="button"
              className="button"
              aria-pressed={layout === current}
              aria-label={title}
              title={`${title} (${key})`}
              onClick={() => setLayout(layout)}
            >
              <Icon name={layout} />
            </button>
          ))}
        </fieldset>
      </h2>
      <AgreementTable />
    </section>
  );
}
