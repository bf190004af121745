import { openFiles } from '#src/actions/pictures/open-files';

/** From a paste event: pictures and files on the clipboard. */
export function pasteFromEvent(data: DataTransfer | null): void {
  const files = [...(data?.files ?? [])];
  if (files.length > 0) void openFiles(files);
}
