import { writeHash } from '#src/session/followers/sync-permalink';
import { notify } from '#src/session/notices';
import { formatMadeOn } from '#src/store/address/made-on';
import { selectedPicture } from '#src/store/selectors';
import { getState } from '#src/store/store';

export async function copyLink(): Promise<void> {
  writeHash();
  const picture = selectedPicture(getState());
  const madeOn = picture ? formatMadeOn(picture) : '';
  const mark = location.href.includes('#') ? '&' : '#';
  try {
    await navigator.clipboard.writeText(madeOn ? location.href + mark + madeOn : location.href);
    notify({
      kind: 'info',
      text: madeOn
        ? `Link copied. It carries settings and the name of ${picture?.name}; the picture stays here, and the link asks for it.`
        : 'Link copied. It carries settings only.',
    });
  } catch {
    notify({
      kind: 'warning',
      text: 'The browser did not give access to the clipboard. Copy the address from the address bar.',
    });
  }
}
