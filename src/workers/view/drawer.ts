import { AnomalensError } from '#src/core/errors';
import { LatestOnly } from '#src/core/scheduling/latest-only';
import type { Size, StageTimes } from '#src/core/types';
import type { PaneDrawing } from '#src/gpu/compute';
import { serialiseError } from '#src/protocol/errors';
import type { PaneView, ViewState } from '#src/protocol/view';
import { paneRegions, regionKey } from '#src/workers/regions/pane-regions';
import type { EngineContext } from '#src/workers/state/context';
import { type HeldPicture, type KeptScore, scoreKey } from '#src/workers/state/held-picture';
import { timed } from '#src/workers/state/stopwatch';
import { isSameDrawing, paneDrawing, paneMaps } from '#src/workers/view/pane-drawing';

type CanvasContext = GPUCanvasContext | OffscreenCanvasRenderingContext2D;

/** Draws views on the panes' canvases: one at a time, the newest next, the last one always. */
export class Drawer {
  readonly #panes = new Map<string, { canvas: OffscreenCanvas; context: CanvasContext }>();
  readonly #views: LatestOnly<ViewState>;
  #view: ViewState | null = null;
  /** The picture on all canvases; null while they hold none, or differ. */
  #drawnId: string | null = null;
  /** By pane: what its canvas shows. */
  readonly #drawn = new Map<string, PaneDrawing>();
  /** By pane: what the page last heard of. */
  readonly #reportedRegions = new Map<string, string>();

  constructor(private readonly context: EngineContext) {
    this.#views = new LatestOnly(
      (view) => this.#draw(view),
      (error) => context.tellPage('warning', serialiseError(error)),
    );
  }

  /**
   * Takes a canvas over; its context type is fixed by the first call. @throws AnomalensError
   * `internal`.
   */
  attach(paneId: string, canvas: OffscreenCanvas): void {
    this.#panes.set(paneId, { canvas, context: this.#contextOf(canvas) });
    this.#drawn.delete(paneId);
    this.redraw();
  }

  detach(paneId: string): void {
    this.#panes.delete(paneId);
    this.#drawn.delete(paneId);
    this.#reportedRegions.delete(paneId);
  }

  show(view: ViewState): void {
    this.#view = view;
    this.context.pictures.shownId = view.pictureId;
    this.#views.offer(view);
  }

  /** Draws the current view again, after something it depends on has arrived. */
  redraw(): void {
    if (this.#view) this.#views.offer(this.#view);
  }

  #contextOf(canvas: OffscreenCanvas): CanvasContext {
    const { compute, device } = this.context;
    if (compute.path === 'cpu' || !device) {
      const context = canvas.getContext('2d');
      if (!context) throw new AnomalensError('internal', 'The canvas has no 2D context.');
      return context;
    }
    const context = canvas.getContext('webgpu');
    if (!context) throw new AnomalensError('internal', 'The canvas has no WebGPU context.');
    context.configure({
      device,
      format: navigator.gpu.getPreferredCanvasFormat(),
      alphaMode: 'opaque',
    });
    return context;
  }

  async #draw(view: ViewState): Promise<void> {
    const times: StageTimes = {};
    const { pictureId, revision } = view;
    const entry = pictureId === null ? null : this.context.pictures.peek(pictureId);
    try {
      if (entry && pictureId !== null) {
        if (this.#drawnId !== pictureId) this.#drawnId = null;
        await this.#drawPicture(pictureId, entry, view, times);
        this.#drawnId = pictureId;
      } else this.#drawn.clear(); // it would keep the maps of a picture that is gone
    } finally {
      // Also after a failure: the page waits for it.
      this.context.tellPage('drawn', { revision, pictureId: this.#drawnId, times });
    }
  }

  async #drawPicture(
    pictureId: string,
    entry: HeldPicture,
    view: ViewState,
    times: StageTimes,
  ): Promise<void> {
    await entry.use(async () => {
      const scored: { pane: PaneView; kept: KeptScore }[] = [];
      for (const pane of view.panes) {
        const maps = await paneMaps(this.context, entry, pane, view.minArea, times);
        const { score, kept } = maps;
        // A score that stays only until the right one is there is not counted.
        if (score && kept && scoreKey(score.summary.settings) === scoreKey(pane.settings))
          scored.push({ pane, kept });
        const target = this.#panes.get(pane.paneId);
        if (!target) continue;
        const drawing = paneDrawing(entry, pane, maps, view);
        await this.#drawPane(pane.paneId, target, drawing, times);
      }
      for (const { pane, kept } of scored)
        await this.#reportRegions(pictureId, entry, pane, view.minArea, kept, times);
    });
  }

  /**
   * A canvas that shows this already is left as it is: until a changed setting has its score, the one
   * before stays, and to draw it once more would hold up the score.
   */
  async #drawPane(
    paneId: string,
    { canvas, context }: { canvas: OffscreenCanvas; context: CanvasContext },
    drawing: PaneDrawing,
    times: StageTimes,
  ): Promise<void> {
    const before = this.#drawn.get(paneId);
    if (before && isSameDrawing(before, drawing)) return;
    this.#drawn.delete(paneId); // a drawing that fails may leave a part of it
    resize(canvas, drawing.canvas);
    await timed(times, 'draw', () => this.context.compute.draw(context, drawing));
    this.#drawn.set(paneId, drawing);
  }

  /**
   * Panning and zooming change no region, so they are only found again when what they depend on
   * has changed.
   */
  async #reportRegions(
    pictureId: string,
    entry: HeldPicture,
    pane: PaneView,
    minArea: number,
    kept: KeptScore,
    times: StageTimes,
  ): Promise<void> {
    const key = regionKey(entry, pane, minArea);
    if (key === this.#reportedRegions.get(pane.paneId)) return;
    const regions = await timed(times, 'regions', () =>
      paneRegions(this.context, pictureId, entry, pane, minArea, kept),
    );
    this.#reportedRegions.set(pane.paneId, key);
    this.context.tellPage('regions', regions);
  }
}

function resize(canvas: OffscreenCanvas, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}
