/** Asks which of two folders holds the labels, before anything of them is opened. */
import { partsOf } from '#src/core/pairing/file-roles';
import { type FolderQuestion, pathAsTold } from '#src/core/pairing/which-folder';
import { sniffPicture } from '#src/core/picture-files/sniff';
import { folderExamples } from '#src/store/files';
import { patchQuestions } from '#src/store/store';

/** The place of the folder of labels; `neither`: both hold pictures; null: nobody has said it. */
export type FolderAnswer = number | 'neither' | null;

interface OpenedFile {
  path: string;
  file: File;
}

const EXAMPLES = 3;
const HEADER_BYTES = 65_536;
/** A picture of more pixels is not drawn for a look at it. */
const MOST_PIXELS = 16_000_000;

let settle: ((answer: FolderAnswer) => void) | null = null;

/** Opens the question; one that is still open, or about to be, is given up. */
export async function askFolder(question: FolderQuestion<OpenedFile>): Promise<FolderAnswer> {
  answerFolder(null);
  const answer = new Promise<FolderAnswer>((resolve) => {
    settle = resolve;
  });
  const own = settle; // before anything is awaited, or a question that comes meanwhile misses it
  const examples = question.sides.map(({ files }) => files.slice(0, EXAMPLES));
  const pictures = await Promise.all(examples.map((files) => Promise.all(files.map(pictureOf))));
  if (settle !== own) return answer;
  folderExamples.current = pictures;
  const sides = question.sides.map(({ folder, canHoldLabels }, side) => ({
    folder,
    canHoldLabels,
    examples: (examples[side] ?? []).map(({ path }) =>
      partsOf(path)
        .slice(question.depth + 1)
        .join('/'),
    ),
  }));
  patchQuestions({ folders: sides });
  return answer;
}

/** @param answer null where the question is closed. */
export function answerFolder(answer: FolderAnswer): void {
  patchQuestions({ folders: null });
  settle?.(answer);
  settle = null;
}

/** Files under the paths by which they are to be sorted after the answer. */
export function asTold<F extends OpenedFile>(
  files: readonly F[],
  question: FolderQuestion<unknown>,
  answer: FolderAnswer,
): F[] {
  if (typeof answer !== 'number') return [...files];
  return files.map((entry) => ({ ...entry, path: pathAsTold(entry.path, question, answer) }));
}

/** Null for what cannot be drawn: its name is shown, and opening it says what is wrong. */
async function pictureOf({ file }: OpenedFile): Promise<Blob | null> {
  try {
    const header = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
    const { width, height } = sniffPicture(header);
    return width * height <= MOST_PIXELS ? file : null;
  } catch {
    return null;
  }
}
