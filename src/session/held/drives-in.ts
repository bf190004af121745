/** Which drives a request takes frames of. */

/** Where requests have frames, alone or in a list. */
const PLACES = ['source', 'next', 'picture', 'pictures', 'frames'];

/** Drive ids, each once. @param params of any request. */
export function drivesIn(params: object): string[] {
  const ids = new Set<string>();
  const look = (part: object): void => {
    if ('driveId' in part && typeof part.driveId === 'string') ids.add(part.driveId);
    for (const [name, value] of Object.entries(part))
      if (PLACES.includes(name))
        for (const inner of [value].flat()) if (typeof inner === 'object' && inner) look(inner);
  };
  look(params);
  return [...ids];
}
