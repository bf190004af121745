/**
 * Files of shapes among others, as one label for each picture that they draw on. Runs on a page:
 * workers have no parser of XML.
 */
import { AnomalensError } from '#src/core/errors';
import { drawnLabelBlob, idsOfNames } from '#src/core/shapes/drawn-label';
import { SHAPE_FILE, shapesOfJson, shapesOfXml } from '#src/core/shapes/shape-files';
import type { DrawnPicture } from '#src/core/shapes/shapes';

interface PathToRead {
  /** With slashes. */
  path: string;
  read(): Promise<Blob>;
}

interface DrawnLabel {
  path: string;
  /** Names of its picture, see `DroppedFile`. */
  draws: readonly string[];
  blob: Blob;
}

export interface DrawnLabels {
  labels: DrawnLabel[];
  /** Paths of files that hold no shapes that are known. */
  unknown: string[];
  /** Files that ought to hold shapes and cannot be read. */
  failed: { path: string; message: string }[];
}

/** Characters that a file may have: a browser holds no text that is much longer. */
const LONGEST = 400_000_000;
/** Files of settings, which nobody means. */
const HIDDEN = /(^|[/\\])\./;
/** Where so many files of a folder hold no shapes, the rest is not read: data sets have thousands. */
const MOST_UNKNOWN = 20;

export function isShapeFile(path: string): boolean {
  return SHAPE_FILE.test(path) && !HIDDEN.test(path);
}

/**
 * Reads all files together, since a name must have one id in all of them.
 * @param files those of `isShapeFile`. Errors of a file are in the result, those of one picture in
 * its label.
 * @throws AnomalensError `label-unreadable` for more names than there are ids.
 */
export async function readDrawnLabels(files: readonly PathToRead[]): Promise<DrawnLabels> {
  const result: DrawnLabels = { labels: [], unknown: [], failed: [] };
  const drawn: { path: string; pictures: DrawnPicture[] }[] = [];
  const unknownIn = new Map<string, number>();
  for (const { path, read } of files) {
    const folder = path.replace(/[^/\\]*$/, '');
    const unknown = unknownIn.get(folder) ?? 0;
    try {
      const pictures = unknown < MOST_UNKNOWN ? await picturesIn(await read(), path) : null;
      if (pictures) {
        drawn.push({ path, pictures });
        unknownIn.set(folder, Number.NEGATIVE_INFINITY);
      } else {
        result.unknown.push(path);
        unknownIn.set(folder, unknown + 1);
      }
    } catch (error) {
      const message =
        error instanceof AnomalensError ? error.message : 'The file is damaged or cannot be read.';
      result.failed.push({ path, message });
    }
  }
  const shapes = drawn.flatMap(({ pictures }) => pictures.flatMap((picture) => picture.shapes));
  const ids = idsOfNames(shapes.flatMap(({ name }) => name ?? []));
  result.labels = drawn.flatMap(({ path, pictures }) =>
    pictures.map((picture) => ({
      path,
      // A file of a single picture is called like it.
      draws: pictures.length === 1 ? [picture.picture, path] : [picture.picture],
      blob: drawnLabelBlob(picture, ids),
    })),
  );
  return result;
}

async function picturesIn(blob: Blob, path: string): Promise<DrawnPicture[] | null> {
  if (blob.size > LONGEST)
    throw new AnomalensError('label-unreadable', 'The file is too large to be read.');
  const text = await blob.text();
  return /\.xml$/i.test(path)
    ? shapesOfXml(rootOf(text))
    : shapesOfJson(text, path.replace(/^.*[/\\]/, ''));
}

/** @throws AnomalensError `label-unreadable` for text that is no XML. */
function rootOf(text: string): Element {
  const { documentElement } = new DOMParser().parseFromString(text, 'application/xml');
  if (documentElement.getElementsByTagName('parsererror').length > 0)
    throw new AnomalensError('label-unreadable', 'The file is no XML, or ends early.');
  return documentElement;
}
