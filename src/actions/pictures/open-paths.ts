/** Sorts what was dropped, picked or pasted into pictures, labels, and scores of one of them. */

import { openSequence } from '#src/actions/drives/open-sequence';
import { openVideos } from '#src/actions/drives/open-videos';
import { addLabel } from '#src/actions/labels/add-label';
import { openNetworks } from '#src/actions/own-network/open-networks';
import { addPictures } from '#src/actions/pictures/add-pictures';
import { importScores } from '#src/actions/pictures/import-scores';
import { removePictures } from '#src/actions/pictures/remove-pictures';
import { isRegionFile } from '#src/core/ground-truth/region-files';
import { nameFile } from '#src/core/pairing/file-roles';
import { planOpening } from '#src/core/pairing/opening-plan';
import { whichFolder } from '#src/core/pairing/which-folder';
import { GREY16_HEAD, isGrey16Png } from '#src/core/picture-files/grey16';
import { namesOfValues } from '#src/session/files/names-of-values';
import { openable } from '#src/session/files/openable';
import { type FileAtPath, openedFolder } from '#src/session/files/read-files';
import { askDoubtful, reportLeftovers } from '#src/session/files/report-leftovers';
import { reportDrive, reportPossibleDrive } from '#src/session/files/report-sequences';
import {
  type FoundSequence,
  filesOf,
  nameOfSequence,
  sequencesAmong,
} from '#src/session/files/sequences-among';
import { withDrawnLabels } from '#src/session/files/shapes-among';
import { unpacked } from '#src/session/files/unpacked';
import { videosAmong } from '#src/session/files/videos-among';
import { askFolder, asTold } from '#src/session/labels/folder-question';
import { askPairs } from '#src/session/labels/pair-questions';
import { networksAmong } from '#src/session/own-network/network-files';
import { pictureAt } from '#src/session/picture-paths';
import { takeProject } from '#src/session/project/take-project';
import { takeRegionMasks } from '#src/session/region/take-region-masks';
import { frameId } from '#src/store/drives/drive-ids';
import { listedFrame } from '#src/store/drives/shown-drive';
import type { NewLabel } from '#src/store/files';
import { PROJECT_ENDING } from '#src/store/project/project-schema';
import { getState } from '#src/store/store';

interface OpenPicture {
  path: string;
  pictureId: string;
}

let openings = 0;

/** Scores come as 16-bit grey PNGs too, and so do thermal pictures. */
async function isGrey16(file: File): Promise<boolean> {
  if (!/\.png$/i.test(file.name)) return false;
  return isGrey16Png(new Uint8Array(await file.slice(0, GREY16_HEAD).arrayBuffer()));
}

function openAsPictures(files: readonly FileAtPath[]): string[] {
  return addPictures(files.map(({ path, file }) => ({ blob: file, name: file.name, path })));
}

/**
 * Everything that can be one is opened as a picture unless it is known to be a label, a score or a
 * region of interest, and may fail as one. A network and what lies beside it are none, nor is a video.
 */
export async function openPaths(given: readonly FileAtPath[]): Promise<void> {
  const projects = given.filter(({ path }) => path.endsWith(PROJECT_ENDING));
  const files = given.filter((file) => !projects.includes(file));
  for (const { file } of projects) await takeProject(file);
  if (projects.length > 0 && files.length === 0) return;
  const { videos, others: rest } = await videosAmong(await unpacked(files));
  void openVideos(videos.map(({ file }) => file));
  if (videos.length > 0 && rest.length === 0) return;
  const { networks, others: all } = networksAmong(rest);
  if (networks.length > 0 && all.length === 0) return openNetworks(networks);
  const regions = all.filter(({ path }) => isRegionFile(path));
  const others = all.filter((file) => !regions.includes(file));
  const opened = others.length > 0 || regions.length === 0 ? await openOthers(others) : [];
  if (regions.length > 0) await takeRegionMasks(regions, opened, openAsPictures);
  await openNetworks(networks); // the pictures say how one is fed where nothing else does
}

/** Ids of the frames, by their files. */
function openDrives(
  found: readonly FoundSequence[],
  openThese: (some: readonly FileAtPath[]) => void,
): [File, string][] {
  return found.flatMap((drive) => {
    const driveId = openSequence(nameOfSequence(drive), filesOf(drive));
    reportDrive(drive, () => {
      removePictures([listedFrame(getState(), driveId) ?? '']);
      openThese(drive.files);
    });
    return drive.files.map(({ file }, index): [File, string] => [file, frameId(driveId, index)]);
  });
}

/** Ids of the pictures that were opened. */
async function openOthers(all: readonly FileAtPath[]): Promise<string[]> {
  const given = await withDrawnLabels(all);
  const files = await openable(given);
  const dropped = await Promise.all(
    files.map(async (entry) => ({
      ...entry,
      grey16: await isGrey16(entry.file).catch(() => false),
    })),
  );
  const names = await namesOfValues(given);
  const question = whichFolder(planOpening(dropped, []).unclear, dropped);
  const answer = question ? await askFolder(question) : null;
  const sorted = question ? asTold(dropped, question, answer) : dropped;
  const placeOf = new Map(dropped.map(({ file, path }) => [file, path]));
  const asItLies = ({ file, path }: FileAtPath) => ({ file, path: placeOf.get(file) ?? path });
  const openThese = (some: readonly FileAtPath[]) => openAsPictures(some.map(asItLies));
  const open: OpenPicture[] = getState().pictures.order.map((id) => ({
    path: pictureAt(id).path,
    pictureId: id,
  }));
  const plan = planOpening<(typeof sorted)[number], OpenPicture>(sorted, open);
  // A score from a file is of a single picture.
  const { sure, possible } = sequencesAmong(plan.scores.length > 0 ? [] : plan.pictures);
  const idOfFile = new Map(openDrives(sure, openThese));
  const pictures = plan.pictures.filter(({ file }) => !idOfFile.has(file));
  const opened = openThese(pictures);
  for (const [place, { file }] of pictures.entries()) idOfFile.set(file, opened[place] as string);
  if (possible)
    reportPossibleDrive(possible, () => {
      removePictures(possible.files.flatMap(({ file }) => idOfFile.get(file) ?? []));
      openSequence(nameOfSequence(possible), filesOf(possible));
    });
  const opening = ++openings;

  const idOf = (picture: FileAtPath | OpenPicture) =>
    'pictureId' in picture ? picture.pictureId : (idOfFile.get(picture.file) as string);
  const toLabel = (entry: FileAtPath): NewLabel => {
    const { hint, folder } = nameFile(entry);
    return {
      blob: entry.file,
      name: entry.file.name,
      hint,
      set: `${opening}`,
      opened: openedFolder(asItLies(entry)),
      folder,
      names,
      reopen: entry.draws ? null : () => void openThese([entry]),
    };
  };
  for (const { label, picture } of plan.labels) addLabel(idOf(picture), toLabel(label));
  askPairs(
    plan.questions.flatMap(({ labels, pictures }) =>
      labels.map((label) => ({
        label: toLabel(label),
        pictureIds: pictures.map(idOf),
      })),
    ),
  );
  const doubtful = plan.doubtful.map(({ label, picture }) => ({
    label: toLabel(label),
    labelPath: asItLies(label).path,
    picturePath: 'pictureId' in picture ? picture.path : asItLies(picture).path,
    pictureId: idOf(picture),
  }));
  askDoubtful(doubtful, () => {
    for (const { label, pictureId } of doubtful)
      if (getState().pictures.byId[pictureId]) addLabel(pictureId, label);
  });
  reportLeftovers(answer === 'neither' ? { ...plan, unclear: [] } : plan, openThese);
  await importScores(plan.scores.map(asItLies), { opened, openAsPictures: openThese });
  return opened;
}
