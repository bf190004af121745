import { addDrive } from '#src/session/drives/add-drive';
import { askForLive, keepLive, type LiveKind } from '#src/session/drives/live-sources';
import { showPicture } from '#src/session/show-picture';
import { patchDrive, patchPicture, patchPictures, patchView } from '#src/store/store';

const NAMES: Record<LiveKind, string> = { camera: 'Camera', screen: 'Screen' };

/**
 * Opens what a person allows as a drive, selects it, and lets it play.
 * @throws AnomalensError `live-refused`.
 */
export async function addLive(kind: LiveKind): Promise<void> {
  const stream = await askForLive(kind);
  const id = crypto.randomUUID();
  const label = stream.getVideoTracks()[0]?.label;
  const name = kind === 'camera' && label ? label : NAMES[kind];
  keepLive(id, stream, name);
  const picture = addDrive(id, { name, kind: 'live' });
  patchPicture(picture, { state: 'loading' }); // its first frame comes by itself
  patchPictures({ selectedId: picture });
  patchView({ zoom: 'fit' });
  showPicture(picture);
  patchDrive(id, { speed: 1 });
}
