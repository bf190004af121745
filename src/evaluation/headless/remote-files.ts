/** The data folders of the command, which its own server lends under the address of the page. */
import { AnomalensError } from '#src/core/errors';
import type { FileStore } from '#src/evaluation/types';

/** The server's answer where a folder has no such file. */
const ABSENT = 204;

/** @throws AnomalensError `picture-unreadable` when the server has no such file. */
export async function readRemote(folder: string, name: string): Promise<Blob> {
  const response = await request(folder, name, {});
  if (response.status === ABSENT)
    throw new AnomalensError('picture-unreadable', `${name} is not there.`);
  if (!response.ok)
    throw new AnomalensError(
      'picture-unreadable',
      `${name} could not be read (${response.status}).`,
    );
  return response.blob();
}

/**
 * @throws AnomalensError `evaluation-state` where a write fails: results that cannot be kept end
 * the run.
 */
export function remoteStore(folder: string): FileStore {
  return {
    read: async (name) => {
      const response = await request(folder, name, {});
      if (response.status === ABSENT) return null;
      return new Uint8Array(await answered(response, name).arrayBuffer());
    },
    write: async (name, bytes) => {
      answered(await request(folder, name, { method: 'PUT', body: bytes }), name);
    },
    remove: async (name) => {
      answered(await request(folder, name, { method: 'DELETE' }), name);
    },
  };
}

/**
 * Puts text behind what a file holds. @throws AnomalensError `evaluation-state` where that fails.
 */
export async function appendRemote(folder: string, name: string, text: string): Promise<void> {
  answered(await request(folder, name, { method: 'POST', body: text }), name);
}

function answered(response: Response, name: string): Response {
  if (!response.ok)
    throw new AnomalensError(
      'evaluation-state',
      `${name} could not be stored or read (${response.status}).`,
    );
  return response;
}

function request(folder: string, name: string, init: RequestInit): Promise<Response> {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return fetch(new URL(`data/${folder}/${path}`, document.baseURI), { cache: 'no-store', ...init });
}
