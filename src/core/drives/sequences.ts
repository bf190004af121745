/** Which pictures are frames of one sequence, by their names. */
import { naturalOrder } from '#src/core/drives/natural-order';
import { stemOf } from '#src/core/file-stem';
import { addTo } from '#src/core/groups';
import { imageEnding, withoutRole } from '#src/core/pairing/layouts';

export interface SequenceFrame {
  path: string;
  /** By the name; null where it has none. */
  number: number | null;
}

export interface Sequence {
  /** Folders and what all names share. */
  name: string;
  /** In the order in which they were taken. */
  frames: SequenceFrame[];
  /** Whether names or folders say that these are frames of a sequence, not pictures with numbers. */
  isSure: boolean;
}

interface Part {
  path: string;
  folders: string[];
  /** The name without extension and without the ending that a data set gives its pictures. */
  stem: string;
  /** A data set whose names end with the number of the frame. */
  isPublished: boolean;
  numbers: string[];
}

/** Folders that hold sequences alone: Cityscapes, SOS and WOS. */
const SEQUENCE_FOLDERS = /^(leftimg8bit_sequence|raw_data)$/i;
/** StreetHazards: rides through towns of CARLA, `images/test/t5/300.png`. */
const TOWN = /^t\d$/i;
/** Lost and Found: `01_Hanns_Klemm_Str_45_000000_000020`. */
const LOST_AND_FOUND = /^\d{2}_.+_\d{6}_\d{6}$/;
/** The word before the number. */
const FRAME = /(^|[^a-z])(frame|frm|f)[-_ ]*\d+$/i;

const DIGITS = /\d+/g;
/** Larger ones are times or checksums. */
const LARGEST_NUMBER = 1e9;

/**
 * Every picture in one sequence, in natural order. Pictures of a folder belong together that differ in
 * the last of the numbers in their names that change; names without a number are one sequence.
 * @param paths of pictures, with slashes.
 */
export function sequencesIn(paths: readonly string[]): Sequence[] {
  const shapes = new Map<string, Part[]>();
  for (const path of paths) {
    const part = partOf(path);
    const shape = part.numbers.length === 0 ? '' : part.stem.replace(DIGITS, '#');
    addTo(shapes, `${part.folders.join('/')}/${shape}`, part);
  }
  return [...shapes.values()].flatMap(sequencesOf).sort((a, b) => naturalOrder(a.name, b.name));
}

/**
 * Seconds from the first frame. Numbers of frames count time where all have one and they ascend;
 * otherwise each frame follows the one before.
 * @param perSecond at which the numbers count.
 */
export function timestampsOf(frames: readonly SequenceFrame[], perSecond: number): number[] {
  const numbers = frames.map(({ number }) => number ?? Number.NaN);
  const first = numbers[0] ?? 0;
  const isTime = numbers.every(
    (number, place) =>
      number < LARGEST_NUMBER && (place === 0 || number > (numbers[place - 1] as number)),
  );
  return numbers.map((number, place) => (isTime ? number - first : place) / perSecond);
}

function partOf(path: string): Part {
  const folders = path.split('/');
  const full = stemOf(folders.pop() as string);
  const ending = imageEnding(full);
  const stem = full.slice(0, full.length - ending.length);
  return { path, folders, stem, isPublished: ending !== '', numbers: stem.match(DIGITS) ?? [] };
}

/** @param parts of one folder, whose names differ in their numbers alone. */
function sequencesOf(parts: readonly Part[]): Sequence[] {
  const first = parts[0] as Part;
  const changing = first.numbers.findLastIndex((own, field) =>
    parts.some(({ numbers }) => numbers[field] !== own),
  );
  const field = first.isPublished || changing < 0 ? first.numbers.length - 1 : changing;
  const groups = new Map<string, Part[]>();
  for (const part of parts) addTo(groups, fixedOf(part, field), part);
  return [...groups].map(([fixed, members]) => ({
    name: [...first.folders.map(withoutRole).filter(Boolean), fixed].filter(Boolean).join('/'),
    frames: members
      .sort((a, b) => naturalOrder(a.path, b.path))
      .map(({ path, numbers }) => ({ path, number: field < 0 ? null : Number(numbers[field]) })),
    isSure: members.length > 1 && members.every(isSure),
  }));
}

/** What all names of a sequence share; '' where that is the word for a frame, or nothing. */
function fixedOf({ stem, numbers }: Part, field: number): string {
  if (field < 0) return '';
  let place = -1;
  const [before = '', after = ''] = stem
    .replace(DIGITS, (digits) => {
      place += 1;
      return place === field && numbers.length > 0 ? '\0' : digits;
    })
    .split('\0');
  return `${before.replace(/((?<![a-z])(frame|frm|f))?[-_. ]*$/i, '')}${after}`;
}

function isSure({ folders, stem }: Part): boolean {
  return (
    folders.some((folder) => SEQUENCE_FOLDERS.test(folder)) ||
    TOWN.test(folders.at(-1) ?? '') ||
    LOST_AND_FOUND.test(stem) ||
    FRAME.test(stem)
  );
}
