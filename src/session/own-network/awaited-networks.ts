/** Views that were made with a person's network: without its file they wait for it. */
import { isOwn } from '#src/methods/own-methods';
import { findMethod } from '#src/methods/registry';
import type { MadeWith } from '#src/store/address/made-with';
import { type UrlState, viewOfEmptyLink } from '#src/store/address/url-state';
import { initialView } from '#src/store/initial-state';
import type { AwaitedNetwork } from '#src/store/project/awaited';
import type { ViewSlice } from '#src/store/state';
import { getState, patchSession, patchView } from '#src/store/store';

const isMissing = (methodId: string) => isOwn(methodId) && findMethod(methodId) === null;

function of<T>(byMethod: Readonly<Record<string, T>>, wanted: (id: string) => boolean) {
  return Object.fromEntries(Object.entries(byMethod).filter(([id]) => wanted(id)));
}

function awaitedIn(view: UrlState['view'], { modelId, title }: MadeWith): AwaitedNetwork {
  const isOfIt = (id: string) => id.startsWith(`${modelId}-`);
  return {
    modelId,
    title,
    panes: (view.panes ?? []).flatMap(({ methodId, layer }, index) =>
      isOfIt(methodId) ? { index, methodId, layer } : [],
    ),
    thresholds: of(view.thresholds ?? {}, isOfIt),
    parameters: of(view.parameters ?? {}, isOfIt),
  };
}

/** Takes over what a link or a project shows, and waits for the networks that it was made with. */
export function takeLinkedView({ view, networks }: Pick<UrlState, 'view' | 'networks'>): void {
  const known = (id: string) => !isMissing(id);
  const shown: Partial<ViewSlice> = { ...viewOfEmptyLink(), ...view };
  const usual = initialView().panes;
  const panes = (shown.panes ?? usual).map((pane, index) =>
    isMissing(pane.methodId)
      ? { ...pane, methodId: usual[index]?.methodId ?? pane.methodId, layer: 'mask' as const }
      : pane,
  );
  patchView({
    ...shown,
    panes,
    thresholds: of(shown.thresholds ?? {}, known),
    parameters: of(shown.parameters ?? {}, known),
  });
  const awaited = networks.map((network) => awaitedIn(view, network));
  patchSession({
    awaitedNetworks: awaited.filter(({ panes: wanted }) =>
      wanted.some(({ methodId }) => isMissing(methodId)),
    ),
  });
}

/**
 * Shows a network that was waited for as the link had it, now that its methods are known.
 * @returns whether it was waited for.
 */
export function takeAwaited(modelId: string): boolean {
  const { session, view } = getState();
  const awaited = session.awaitedNetworks.find((network) => network.modelId === modelId);
  if (!awaited) return false;
  patchSession({
    awaitedNetworks: session.awaitedNetworks.filter((network) => network !== awaited),
  });
  const wanted = awaited.panes.filter(({ methodId }) => findMethod(methodId) !== null);
  patchView({
    panes: view.panes.map((pane, index) => {
      const own = wanted.find((entry) => entry.index === index);
      return own ? { ...pane, methodId: own.methodId, layer: own.layer } : pane;
    }),
    thresholds: { ...view.thresholds, ...awaited.thresholds },
    parameters: { ...view.parameters, ...awaited.parameters },
  });
  return wanted.length > 0;
}
