import { formatCount } from '#src/core/numbers';

/** What was open when the page was left. @param pictures 0 where only what they were read from is known. */
export function visitTitle(pictures: number): string {
  if (pictures === 0) return 'Your last visit';
  return pictures === 1
    ? 'One picture of your last visit'
    : `${formatCount(pictures)} pictures of your last visit`;
}
