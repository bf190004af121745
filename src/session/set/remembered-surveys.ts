/** Which kept results are those of an open picture, and what is kept of a new one. */
import { serialiseError } from '#src/protocol/errors';
import type { Survey } from '#src/protocol/survey';
import { notify } from '#src/session/notices';
import { keepSurvey, keptSurvey } from '#src/session/set/kept-surveys';
import { urlSettings } from '#src/store/address/url-settings';
import type { WantedSurvey } from '#src/store/set/wanted-survey';
import { getState } from '#src/store/store';

/** Digits of a network's hash that tell it from its next version. */
const DIGITS = 8;

let wasTold = false;

/**
 * All that the numbers depend on; null where that ends with the page: a score from a file, a region
 * of interest, a frame.
 */
function keyOf({ pictureId, key, info, leftOut }: WantedSurvey): string | null {
  const { pictures, session } = getState();
  const identity = pictures.byId[pictureId]?.identity;
  if (!identity || info.imported || leftOut || session.catalogue.length === 0) return null;
  const networks = session.catalogue.map(({ sha256 }) => sha256.slice(0, DIGITS)).join('');
  return `${identity} ${urlSettings.size} ${key} ${networks}`;
}

/** The survey of an earlier visit; null where there is none, or one without the names that are wanted. */
export async function surveyBefore(wanted: WantedSurvey): Promise<Survey | null> {
  const key = keyOf(wanted);
  if (key === null) return null;
  try {
    const kept = await keptSurvey(key);
    const isEnough = kept && (!wanted.named || kept.naming?.names);
    return isEnough ? { ...kept, pictureId: wanted.pictureId } : null;
  } catch (error) {
    tellOnce(error);
    return null;
  }
}

export async function rememberSurvey(wanted: WantedSurvey, survey: Survey): Promise<void> {
  const key = keyOf(wanted);
  if (key === null) return;
  const { naming, ...numbers } = survey;
  try {
    await keepSurvey(key, naming?.error ? numbers : survey); // names are asked for again
  } catch (error) {
    tellOnce(error);
  }
}

function tellOnce(error: unknown): void {
  if (wasTold) return;
  wasTold = true;
  const reason = serialiseError(error).message;
  const text = `This browser keeps no results for the page, so that a set is analysed anew after a reload. ${reason}`;
  notify({ kind: 'info', text });
}
