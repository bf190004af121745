/**
 * The permalink: the parts of the view that `PERSISTENCE` gives to the URL, and the sample. Never
 * pixels, and no file name but that of a picture which a followed link waits for.
 */

import * as v from 'valibot';
import { shortVocabulary, shortVocabularySchema } from '#src/core/words/short-vocabulary';
import type { Method } from '#src/methods/define-method';
import { formulaOfOwn, isOwn } from '#src/methods/own-methods';
import { isAllowed } from '#src/methods/parameters';
import { findMethod, methods } from '#src/methods/registry';
import { type MadeOn, madeOnPart, parseMadeOn } from '#src/store/address/made-on';
import { type MadeWith, madeWithPart, parseMadeWith } from '#src/store/address/made-with';
import { URL_KEYS, type UrlKey } from '#src/store/address/persistence';
import { initialView } from '#src/store/initial-state';
import type { State, ViewSlice } from '#src/store/state';

const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
/** A method of the page, or of a network that a person opens, which may not be there yet. */
const methodId = v.union([
  v.picklist(methods.map((method) => method.id)),
  v.pipe(v.string(), v.maxLength(80), v.check(isOwn)),
]);

/** Whether a method has these parameters and allows their values. */
function areAllowed(id: string, values: Readonly<Record<string, number>>): boolean {
  const known = findMethod(formulaOfOwn(id) ?? id)?.parameters ?? [];
  return Object.entries(values).every(([name, value]) =>
    known.some((parameter) => parameter.id === name && isAllowed(parameter, value)),
  );
}

const pane = v.object({
  methodId,
  layer: v.picklist([
    'picture',
    'mask',
    'heat',
    'classes',
    'errors',
    'residual-norm',
    'open-map',
    'difference',
    'agreement',
  ]),
});

const schemas = {
  layout: v.picklist(['single', 'two', 'four', 'swipe']),
  panes: v.pipe(
    v.array(pane),
    v.length(4),
    v.transform((panes) =>
      panes.map((entry, index) => ({ paneId: `pane-${index + 1}`, ...entry })),
    ),
  ),
  zoom: v.union([
    v.literal('fit'),
    v.object({
      centreX: finite,
      centreY: finite,
      scale: v.pipe(v.number(), v.minValue(0.001), v.maxValue(64)),
    }),
  ]),
  thresholds: v.record(methodId, finite),
  parameters: v.pipe(
    v.record(methodId, v.record(v.string(), finite)),
    v.check(
      (byMethod) => Object.entries(byMethod).every(([id, values]) => areAllowed(id, values)),
      'outside their limits',
    ),
  ),
  words: shortVocabularySchema,
  colourMap: v.picklist(['viridis', 'magma', 'cividis', 'turbo', 'grey']),
  rangeMode: v.picklist(['method', 'picture']),
  tintOpacity: share,
  heatOpacity: share,
  outlines: v.boolean(),
  minArea: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e7)),
  removeAbove: v.nullable(share),
  componentFilter: v.picklist(['none', 'obstacle', 'anomaly']),
  swipe: share,
  panelTab: v.picklist(['result', 'regions', 'pictures', 'compare', 'label', 'measure']),
} satisfies Record<UrlKey, v.GenericSchema<never, unknown> | object>;

const sampleId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/));

export interface UrlState {
  view: Partial<Pick<ViewSlice, UrlKey>>;
  sampleId: string | null;
  /** The person's own picture that the link was made on. */
  madeOn: MadeOn | null;
  /** The person's own networks that the link was made with. */
  networks: MadeWith[];
  /** Whether the benchmark page is open. */
  benchmark: boolean;
  /** Whether something in the link could not be used. */
  damaged: boolean;
}

function parseValue(key: UrlKey, text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    const parsed = v.safeParse(schemas[key], JSON.parse(text));
    return parsed.success ? { ok: true, value: parsed.output } : { ok: false };
  } catch {
    return { ok: false };
  }
}

/** Any fragment as a valid state; what cannot be used is left out and reported as `damaged`. */
export function parseHash(hash: string): UrlState {
  const parameters = new URLSearchParams(hash.replace(/^#/, ''));
  const state: UrlState = {
    view: {},
    sampleId: null,
    madeOn: null,
    networks: [],
    benchmark: false,
    damaged: false,
  };
  for (const [key, text] of parameters) {
    if (key === 'benchmark') {
      state.benchmark = true;
      continue;
    }
    if (key === 'made-on') {
      state.madeOn = parseMadeOn(text);
      state.damaged ||= state.madeOn === null;
      continue;
    }
    if (key === 'made-with') {
      const network = parseMadeWith(text);
      if (network) state.networks.push(network);
      else state.damaged = true;
      continue;
    }
    if (key === 'sample') {
      const parsed = v.safeParse(sampleId, text);
      if (parsed.success) state.sampleId = parsed.output;
      else state.damaged = true;
      continue;
    }
    const known = URL_KEYS.find((candidate) => candidate === key);
    const parsed = known ? parseValue(known, text) : { ok: false as const };
    if (known && parsed.ok) Object.assign(state.view, { [known]: parsed.value });
    else state.damaged = true;
  }
  return state;
}

/**
 * What a link that names nothing means: links are complete, so that they give the same view in a tab
 * that is open as in a new one.
 */
export function viewOfEmptyLink(): Partial<ViewSlice> {
  const defaults = initialView();
  const kept = URL_KEYS.map((key) => [key, defaults[key]]);
  return { ...Object.fromEntries(kept), activePane: 0, highlightedRegion: null, peek: false };
}

function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(7)) : value;
}

/** What a pane shows as soon as its network is there. */
function awaitedPane({ awaitedNetworks }: State['session'], index: number) {
  return awaitedNetworks.flatMap(({ panes }) => panes).find((pane) => pane.index === index);
}

function shareable(key: UrlKey, view: ViewSlice, session: State['session']): unknown {
  // An imported score belongs to a file that the link does not carry.
  const known = (id: string) => findMethod(id) !== null;
  if (key === 'thresholds')
    return Object.assign(
      Object.fromEntries(Object.entries(view.thresholds).filter(([id]) => known(id))),
      ...session.awaitedNetworks.map(({ thresholds }) => thresholds),
    );
  if (key === 'words') return shortVocabulary(view.words);
  if (key !== 'panes') return view[key];
  return view.panes.map(({ methodId: id, methodBefore, layer }, index) => {
    const awaited = awaitedPane(session, index);
    return {
      methodId: awaited?.methodId ?? (known(id) ? id : (methodBefore ?? (methods[0] as Method).id)),
      layer: awaited?.layer ?? layer,
    };
  });
}

/** The networks that the panes show, or wait for. */
function networksOf(view: ViewSlice, session: State['session']): MadeWith[] {
  const shown = session.ownNetworks.filter(({ modelId }) =>
    view.panes.some((pane) => pane.methodId.startsWith(`${modelId}-`)),
  );
  return [
    ...shown.map(({ modelId, card }) => ({ modelId, title: card.title })),
    ...session.awaitedNetworks,
  ];
}

/** Only what differs from the defaults, so that links stay short. */
export function formatHash({ view, pictures, benchmark, session }: State): string {
  const defaults = initialView();
  const parameters: string[] = benchmark.open ? ['benchmark'] : [];
  const sample = pictures.byId[pictures.selectedId ?? '']?.sampleId;
  if (sample) parameters.push(`sample=${sample}`);
  if (session.awaited) parameters.push(madeOnPart(session.awaited));
  for (const network of networksOf(view, session)) parameters.push(madeWithPart(network));
  const nothing = { ...session, awaitedNetworks: [] };
  for (const key of URL_KEYS) {
    const value = JSON.stringify(shareable(key, view, session), rounded);
    if (value !== JSON.stringify(shareable(key, defaults, nothing)))
      parameters.push(`${key}=${encodeURIComponent(value)}`);
  }
  return parameters.join('&');
}
