/** Pictures among those that were opened which are frames of a drive. */
import { type Sequence, sequencesIn } from '#src/core/drives/sequences';
import type { FileAtPath } from '#src/session/files/read-files';
import type { SequenceFile } from '#src/store/files';

/** Fewer pictures are hardly a drive, whatever they are called. */
const LEAST_FRAMES = 8;

export interface FoundSequence<F extends FileAtPath = FileAtPath> {
  sequence: Sequence;
  /** In the order of its frames. */
  files: F[];
}

export interface FoundSequences<F extends FileAtPath> {
  /** To be opened as drives: their names or folders say that they are. */
  sure: FoundSequence<F>[];
  /** To be opened as pictures, and a person is told that they could be one; null where several could. */
  possible: FoundSequence<F> | null;
}

/** @param pictures of one opening. */
export function sequencesAmong<F extends FileAtPath>(pictures: readonly F[]): FoundSequences<F> {
  const fileOf = new Map(pictures.map((file) => [file.path, file]));
  const long = sequencesIn([...fileOf.keys()])
    .filter(({ frames }) => frames.length >= LEAST_FRAMES)
    .map((sequence) => ({
      sequence,
      files: sequence.frames.flatMap(({ path }) => fileOf.get(path) ?? []),
    }));
  const isNumbered = ({ frames }: Sequence) => frames.every(({ number }) => number !== null);
  const [possible = null, ...others] = long.filter(
    ({ sequence }) => !sequence.isSure && isNumbered(sequence),
  );
  return {
    sure: long.filter(({ sequence }) => sequence.isSure),
    possible: others.length === 0 ? possible : null,
  };
}

/** The frames as a drive takes them. */
export function filesOf({ sequence, files }: FoundSequence): SequenceFile[] {
  return files.map(({ file }, place) => ({
    name: file.name,
    number: sequence.frames[place]?.number ?? null,
    open: async () => file,
  }));
}

/** Folders and what names share; the first name where they share nothing. */
export function nameOfSequence({ sequence, files }: FoundSequence): string {
  return sequence.name || (files[0]?.file.name ?? '');
}
