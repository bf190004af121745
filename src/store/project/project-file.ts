import { formatHash } from '#src/store/address/url-state';
import { isDigest, PROJECT_VERSION, type Project } from '#src/store/project/project-schema';
import { tagsOf } from '#src/store/set/tags';
import type { State } from '#src/store/state';

/** The project of what is opened. Samples come with the page, and frames with their drive: neither is in a project. */
export function projectOf(state: State): Project {
  const { pictures, prompts } = state;
  const own = pictures.order.flatMap((id) => {
    const entry = pictures.byId[id];
    const identity = entry?.sampleId === null ? entry.identity : null;
    if (!entry || !identity || !isDigest(identity)) return [];
    const edited = prompts.edits[id]?.present ?? null;
    return [
      {
        name: entry.name.slice(-400),
        identity,
        tags: [...tagsOf(state, id)],
        prompts: edited?.map((one) => ({ ...one, points: [...one.points] })) ?? null,
      },
    ];
  });
  const shown = pictures.byId[pictures.selectedId ?? '']?.identity ?? null;
  return {
    anomalens: 'project',
    version: PROJECT_VERSION,
    view: formatHash(state),
    pictures: own,
    shown: own.some(({ identity }) => identity === shown) ? shown : null,
  };
}
