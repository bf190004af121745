/** Marks a finished build with what it was made of, for the commands that build when needed. */
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { hashOfInputs, stampBuild } from '../lib/build-inputs.mjs';

export function buildStamp(): Plugin {
  let root = '';
  let dist = '';
  let hash = '';
  return {
    name: 'build-stamp',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      dist = config.build.outDir;
    },
    buildStart() {
      hash = hashOfInputs(root); // before the sources are read: what changes meanwhile is built again
    },
    closeBundle: {
      order: 'post',
      sequential: true, // after the service worker is written
      handler(error?: Error) {
        if (!error) stampBuild(resolve(root, dist), hash);
      },
    },
  };
}
