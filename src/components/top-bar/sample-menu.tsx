import { openSample } from '#src/actions/pictures/open-sample';
import { Menu, MenuItem } from '#src/components/ui/menu';
import { useStore } from '#src/store/store';

export function SampleMenu() {
  const samples = useStore((state) => state.session.samples);
  return (
    <Menu icon="samples" label="Samples" disabled={samples.length === 0}>
      {samples.map(({ id, title, description }) => (
        <MenuItem
          key={id}
          title={title}
          detail={description}
          onSelect={() => void openSample(id)}
        />
      ))}
    </Menu>
  );
}
