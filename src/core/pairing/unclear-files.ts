/** Decides what a file is whose own path does not say, from the files around it. */
import type { NamedFile } from '#src/core/pairing/file-roles';

/**
 * A PNG beside an image of its name is that image's label; beside a label of its name it is the
 * image. Alone it is what its suffix says, else an image. It stays `unclear` if its name is only
 * found in other folders, none of which holds a label. A JPEG among labels is the image of
 * `NAME_mask.png` beside it, unless there is another of its name.
 */
export function resolveUnclear<E extends NamedFile>(entries: readonly E[]): E[] {
  const clear = entries.filter(({ role }) => role !== 'unclear');
  const images = clear.filter(({ role }) => role === 'image');
  const labels = clear.filter(({ role }) => role === 'label');
  const imageBeside = new Set(images.map((image) => placed(image, image.asImage)));
  const labelBeside = new Set(
    labels.flatMap((label) => [placed(label, label.stem), placed(label, label.asLabel)]),
  );
  const suffixBeside = new Set(
    labels.flatMap((label) => (label.asLabel === label.stem ? [] : [placed(label, label.asLabel)])),
  );
  const labelAnywhere = new Set(labels.flatMap(({ stem, asLabel }) => [stem, asLabel]));
  const folders = foldersByName(entries);

  const resolve = (entry: E): NamedFile['role'] => {
    if (labelBeside.has(placed(entry, entry.stem))) return 'image';
    if (imageBeside.has(placed(entry, entry.asLabel)) || entry.asLabel !== entry.stem)
      return 'label';
    const elsewhere = (folders.get(entry.stem)?.size ?? 0) > 1;
    return elsewhere && !labelAnywhere.has(entry.stem) ? 'unclear' : 'image';
  };
  const isImage = (entry: E) =>
    suffixBeside.has(placed(entry, entry.stem)) && !folders.has(entry.stem);
  return entries.map((entry) => {
    if (entry.role === 'unclear') return { ...entry, role: resolve(entry) };
    return entry.role === 'misfit' && isImage(entry) ? { ...entry, role: 'image' } : entry;
  });
}

function placed({ folder }: NamedFile, name: string): string {
  return `${folder}\n${name}`;
}

/** The folders that hold an image, or what may be one, of each name. */
function foldersByName(entries: readonly NamedFile[]): Map<string, Set<string>> {
  const folders = new Map<string, Set<string>>();
  for (const { role, asImage, folder } of entries) {
    if (role !== 'image' && role !== 'unclear') continue;
    folders.set(asImage, (folders.get(asImage) ?? new Set()).add(folder));
  }
  return folders;
}
