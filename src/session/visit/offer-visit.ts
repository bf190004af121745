/** What was open before a reload, or when the page was left last, is offered again. */
import type { FileAtPath } from '#src/session/files/read-files';
import { takeLinkedView } from '#src/session/own-network/awaited-networks';
import { wasHere } from '#src/session/visit/follow-visit';
import { areReadable, filesOfHandles, keepHandles } from '#src/session/visit/handles';
import { keptVisit, latestVisit, type Visit } from '#src/session/visit/kept-visits';
import { livingTabs, tabName } from '#src/session/visit/tab';
import { parseHash } from '#src/store/address/url-state';
import { parseProject } from '#src/store/project/project-schema';
import { patchSession } from '#src/store/store';

/**
 * The last visit's pictures are waited for from now on, and its view is taken over unless the address has one.
 * @param reloadOnly leaves out what was open in a tab that is gone: a link asks for something else.
 * @param open gets the files where the browser still allows to read them.
 * @returns whether there was one.
 */
export async function offerVisit(
  reloadOnly: boolean,
  open: (files: FileAtPath[]) => Promise<void>,
): Promise<boolean> {
  const visit = wasHere() ? await lastVisit(reloadOnly) : null;
  const project = visit && parseProject(JSON.stringify(visit.project));
  if (!visit || !project) return false;
  const { pictures, shown } = project;
  const { handles } = visit;
  if (pictures.length === 0 && handles.length === 0) return false;
  if (location.hash.length <= 1) takeLinkedView(parseHash(project.view));
  keepHandles(handles);
  patchSession({
    project: pictures.length > 0 ? { name: 'your last visit', shown, missing: pictures } : null,
    visit: { pictures: pictures.length, canReopen: handles.length > 0 },
  });
  if (await areReadable(handles)) {
    patchSession({ visit: null });
    await open(await filesOfHandles(handles));
  }
  return true;
}

async function lastVisit(reloadOnly: boolean): Promise<Visit | null> {
  try {
    const own = await keptVisit(await tabName());
    return own ?? (reloadOnly ? null : await latestVisit(await livingTabs()));
  } catch (error) {
    console.warn('What was open in this tab is not known.', error);
    return null;
  }
}
