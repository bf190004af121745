/** Pictures that the page waits for: it knows of them what was done with them, and has no pixels. */
import type { ProjectPicture } from '#src/store/project/project-schema';

/** A project of which some pictures are not open yet. */
export interface AwaitedProject {
  name: string;
  /** Identity of the picture that it shows. */
  shown: string | null;
  missing: readonly ProjectPicture[];
}

export interface LastVisit {
  /** How many are known; 0 where only what they were read from is. */
  pictures: number;
  /** Whether the browser can read them again when it is allowed to. */
  canReopen: boolean;
}
