import { writeHash } from '#src/session/followers/sync-permalink';
import { notify } from '#src/session/notices';

export async function copyLink(): Promise<void> {
  writeHash();
  try {
    await navigator.clipboard.writeText(location.href);
    notify({
      kind: 'info',
      text: 'Link copied. It carries settings only; pictures of your own stay here.',
    });
  } catch {
    notify({
      kind: 'warning',
      text: 'The browser did not give access to the clipboard. Copy the address from the address bar.',
    });
  }
}
