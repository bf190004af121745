/**
 * Files of shapes among others, as one label for each picture that they draw on. Runs on a page:
 * workers have no parser of XML.
 */
import { AnomalensError } from '#src/core/errors';
import { drawnLabelBlob, idsOfNames, MOST_NAMES, type NameIds } from '#src/core/shapes/drawn-label';
import { SHAPE_FILE, shapesOfJson, shapesOfXml } from '#src/core/shapes/shape-files';
import { type DrawnPicture, unreadableShapes } from '#src/core/shapes/shapes';

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
 */
export async function readDrawnLabels(files: readonly PathToRead[]): Promise<DrawnLabels> {
  const result: DrawnLabels = { labels: [], unknown: [], failed: [] };
  const drawn: DrawnFile[] = [];
  const fail = (path: string, error: unknown) =>
    result.failed.push({ path, message: messageOf(error) });
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
      fail(path, error);
    }
  }
  const ids = idsOfNames(namesThatFit(drawn));
  for (const file of drawn)
    try {
      for (const label of labelsOf(file, ids)) result.labels.push(label);
    } catch (error) {
      fail(file.path, error);
    }
  return result;
}

interface DrawnFile {
  path: string;
  pictures: DrawnPicture[];
}

function messageOf(error: unknown): string {
  return error instanceof AnomalensError ? error.message : 'The file is damaged or cannot be read.';
}

function namesIn({ pictures }: DrawnFile): Set<string> {
  const shapes = pictures.flatMap((picture) => picture.shapes);
  return new Set(shapes.flatMap(({ name }) => name ?? []));
}

/** The names of the files with the fewest: one that has a name for everything costs no other. */
function namesThatFit(files: readonly DrawnFile[]): Set<string> {
  const fitting = new Set<string>();
  for (const names of files.map(namesIn).sort((a, b) => a.size - b.size)) {
    const fresh = [...names].filter((name) => !fitting.has(name));
    if (fitting.size + fresh.length > MOST_NAMES) continue;
    for (const name of fresh) fitting.add(name);
  }
  return fitting;
}

/** @throws AnomalensError `label-unreadable` for names without an id. */
function labelsOf(file: DrawnFile, ids: NameIds): DrawnLabel[] {
  const { path, pictures } = file;
  for (const name of namesIn(file))
    if (!ids.has(name))
      throw unreadableShapes('its shapes have too many names, alone or with those of other files');
  return pictures.map((picture) => ({
    path,
    // A file of a single picture is called like it.
    draws: pictures.length === 1 ? [picture.picture, path] : [picture.picture],
    blob: drawnLabelBlob(picture, ids),
  }));
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
