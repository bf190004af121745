import { openSampleDrive } from '#src/actions/drives/open-sample-drive';
import { openSample } from '#src/actions/pictures/open-sample';
import { Menu, MenuItem } from '#src/components/ui/menu';
import { useStore } from '#src/store/store';

export function SampleMenu() {
  const samples = useStore((state) => state.session.samples);
  const drives = useStore((state) => state.session.sampleDrives);
  const isEmpty = samples.length === 0 && drives.length === 0;
  return (
    <Menu icon="samples" label="Samples" disabled={isEmpty}>
      {samples.map(({ id, title, description }) => (
        <MenuItem
          key={id}
          title={title}
          detail={description}
          onSelect={() => void openSample(id)}
        />
      ))}
      {drives.map(({ id, title, description }) => (
        <MenuItem
          key={id}
          title={title}
          detail={description}
          onSelect={() => void openSampleDrive(id)}
        />
      ))}
    </Menu>
  );
}
