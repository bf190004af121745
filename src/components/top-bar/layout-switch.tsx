import { setLayout } from '#src/actions/view/set-layout';
import { Icon } from '#src/components/ui/icon';
import { Menu, MenuItem } from '#src/components/ui/menu';
import type { Layout } from '#src/store/state';
import { useStore } from '#src/store/store';

const LAYOUTS: readonly { layout: Layout; title: string; key: string }[] = [
  { layout: 'single', title: 'One pane', key: '1' },
  { layout: 'two', title: 'Two panes', key: '2' },
  { layout: 'four', title: 'Four panes', key: '4' },
  { layout: 'swipe', title: 'Swipe compare', key: 'S' },
];

export function LayoutSwitch() {
  const current = useStore((state) => state.view.layout);
  return (
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
  );
}

/** The choice as a menu, where there is no room for four buttons. */
export function LayoutMenu() {
  const current = useStore((state) => state.view.layout);
  return (
    <Menu icon={current} label="Layout">
      {LAYOUTS.map(({ layout, title }) => (
        <MenuItem key={layout} title={title} onSelect={() => setLayout(layout)} />
      ))}
    </Menu>
  );
}
