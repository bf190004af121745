import { openCamera } from '#src/actions/drives/open-camera';
import { openScreen } from '#src/actions/drives/open-screen';
import { Menu, MenuItem } from '#src/components/ui/menu';

/** What gives frames as they come. */
export function LiveMenu() {
  return (
    <Menu icon="camera" label="Live" compact>
      <MenuItem
        title="Camera"
        detail="What it sees, analysed frame by frame as fast as this machine can. Nothing leaves it."
        onSelect={() => void openCamera()}
      />
      <MenuItem
        title="Screen, window or tab"
        detail="For players that this page cannot read, and simulators."
        onSelect={() => void openScreen()}
      />
    </Menu>
  );
}
