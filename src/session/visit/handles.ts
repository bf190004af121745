/** Handles of what was dropped: where the browser gives them, the same files can be read again later. */
import type { FileAtPath } from '#src/session/files/read-files';

/** Chrome's additions, not among the types of the language yet. */
interface DroppedItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
}
interface Permitted {
  queryPermission?(): Promise<PermissionState>;
  requestPermission?(): Promise<PermissionState>;
}
type Folder = FileSystemDirectoryHandle & AsyncIterable<[string, FileSystemHandle]>;

/** Everything that has been dropped and not been cleared. */
let dropped: FileSystemHandle[] = [];

/** To be called before the first await: the browser empties the list after the event. */
export function noteDropped(data: DataTransfer): void {
  const asked = [...data.items].flatMap((item: DroppedItem) =>
    item.kind === 'file' ? (item.getAsFileSystemHandle?.().catch(() => null) ?? []) : [],
  );
  void Promise.all(asked).then((handles) =>
    keepHandles([...dropped, ...handles.filter((handle) => handle !== null)]),
  );
}

export function keptHandles(): readonly FileSystemHandle[] {
  return dropped;
}

export function keepHandles(handles: readonly FileSystemHandle[]): void {
  dropped = [...handles];
}

/** Whether all may be read, without asking a person. */
export async function areReadable(handles: readonly FileSystemHandle[]): Promise<boolean> {
  const states = await Promise.all(
    handles.map((handle) => (handle as Permitted).queryPermission?.() ?? 'prompt'),
  );
  return states.length > 0 && states.every((state) => state === 'granted');
}

/** Asks a person, within a click, for those that may not be read yet. @returns those that may. */
export async function readable(handles: readonly FileSystemHandle[]): Promise<FileSystemHandle[]> {
  const allowed: FileSystemHandle[] = [];
  for (const handle of handles)
    if ((await (handle as Permitted).requestPermission?.()) === 'granted') allowed.push(handle);
  return allowed;
}

/** The files of handles, with their paths as a drop has them; what is gone is passed over. */
export async function filesOfHandles(handles: readonly FileSystemHandle[]): Promise<FileAtPath[]> {
  const lists = await Promise.all(handles.map((handle) => filesAt(handle, handle.name)));
  return lists.flat();
}

async function filesAt(handle: FileSystemHandle, path: string): Promise<FileAtPath[]> {
  try {
    if (handle.kind === 'file')
      return [{ file: await (handle as FileSystemFileHandle).getFile(), path }];
    const files: FileAtPath[] = [];
    for await (const [name, inner] of handle as Folder)
      files.push(...(await filesAt(inner, `${path}/${name}`)));
    return files;
  } catch (error) {
    console.warn(`${path} is not where it was.`, error);
    return [];
  }
}
