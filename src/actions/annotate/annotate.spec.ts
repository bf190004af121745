import { beforeEach, describe, expect, it } from 'vitest';
import { annotateHighlighted } from '#src/actions/annotate/annotate-highlighted';
import { chooseAnnotationTool } from '#src/actions/annotate/choose-annotation-tool';
import { colourDraft } from '#src/actions/annotate/colour-draft';
import { nameDraft } from '#src/actions/annotate/name-draft';
import { startAnnotation } from '#src/actions/annotate/start-annotation';
import { toggleAnnotationTool } from '#src/actions/annotate/toggle-annotation-tool';
import { undoAnnotation } from '#src/actions/annotate/undo-annotation';
import { chooseTool } from '#src/actions/prompts/choose-tool';
import { AnomalensError } from '#src/core/errors';
import { cancelStroke } from '#src/session/open-world/stroke';
import { asked, showDmlnet } from '#src/session/testing/open-world-page';
import { settle } from '#src/session/testing/settle';
import { activeAnnotationTool, draftOf } from '#src/store/open-world/open-world';
import type { AnnotationTool } from '#src/store/open-world/open-world-slice';
import { activeTool } from '#src/store/prompts';
import { getState, patchView } from '#src/store/store';
import { drag, pixels, stroke } from './testing/drawing';

beforeEach(() => {
  showDmlnet();
});

describe('objects that the worker finds', () => {
  it('are the region under a click, with what tells the regions of the pane', async () => {
    const engine = showDmlnet();
    patchView({ minArea: 7, thresholds: { dmlnet: 0.25 } });
    patchView({ panelTab: 'result' });
    chooseAnnotationTool('region');
    expect(getState().view.panelTab).toBe('label');
    drag([[12.7, 6.2]]);
    await settle();
    expect(asked(engine, 'annotationMask')).toMatchObject([
      {
        pictureId: 'a',
        source: {
          kind: 'region',
          x: 12,
          y: 6,
          minArea: 7,
          threshold: 0.25,
          removal: null,
          leftOut: null,
          settings: { methodId: 'dmlnet' },
        },
      },
    ]);
    expect(pixels()).toBe(24);
    drag([[12, 6]], true);
    await settle();
    expect(pixels()).toBe(0);
    drag([[-1, 6]]);
    expect(asked(engine, 'annotationMask')).toHaveLength(2);
  });

  it('are what a box holds; the box stays until then', async () => {
    const engine = showDmlnet();
    chooseAnnotationTool('box');
    drag([
      [20, 12],
      [8, 4],
    ]);
    expect(stroke()).toHaveLength(2);
    expect(getState().openWorld.asking).toBe(1);
    await settle();
    expect(asked(engine, 'annotationMask')[0]!.source).toMatchObject({
      kind: 'prompt',
      prompt: { box: { x: 8, y: 4, width: 12, height: 8 }, points: [] },
    });
    expect({ stroke: stroke(), asking: getState().openWorld.asking, pixels: pixels() }).toEqual({
      stroke: [],
      asking: 0,
      pixels: 24,
    });
    drag([[20, 12]]);
    expect(asked(engine, 'annotationMask')).toHaveLength(1);
  });

  it('are the region chosen in the table, by key', async () => {
    const engine = showDmlnet();
    chooseAnnotationTool('region');
    annotateHighlighted(false);
    patchView({ highlightedRegion: 2 });
    annotateHighlighted(false);
    await settle();
    expect(asked(engine, 'annotationMask').map(({ source }) => source)).toMatchObject([
      { kind: 'listed-region', id: 2 },
    ]);
    expect(pixels()).toBe(24);
  });

  it('belong to the picture that was asked about', async () => {
    chooseAnnotationTool('region');
    drag([[12, 6]]);
    patchView({ shownId: 'b' });
    await settle();
    expect(draftOf(getState()).shots.map(({ picture }) => picture.name)).toEqual(['a.png']);
  });

  it('are not added once they are no longer wanted', async () => {
    chooseAnnotationTool('box');
    drag([
      [8, 4],
      [20, 12],
    ]);
    expect(cancelStroke()).toBe(true);
    await settle();
    expect({
      pixels: pixels(),
      asking: getState().openWorld.asking,
      error: getState().openWorld.error,
    }).toEqual({
      pixels: 0,
      asking: 0,
      error: null,
    });
  });

  it('that cannot be found say so', async () => {
    showDmlnet({ annotationMask: () => ({ mask: null }) });
    chooseAnnotationTool('region');
    drag([[12, 6]]);
    await settle();
    expect(getState().notices.list.map(({ text }) => text)).toEqual([
      'There is no region above the threshold at this place.',
    ]);
    showDmlnet({
      annotationMask: () => {
        throw new AnomalensError('model-download', 'No network.');
      },
    });
    chooseAnnotationTool('box');
    drag([
      [8, 4],
      [20, 12],
    ]);
    await settle();
    expect(getState().notices.list.at(-1)).toMatchObject({
      kind: 'error',
      text: expect.stringContaining('No network.'),
    });
    expect(stroke()).toEqual([]);
  });
});

describe('one tool at a time', () => {
  it('a tool for prompts puts that for annotating away, and the other way round', () => {
    const [first, second, ...others] = getState().view.panes;
    patchView({ panes: [first!, { ...second!, methodId: 's2m' }, ...others], layout: 'two' });
    toggleAnnotationTool('brush');
    expect(activeAnnotationTool(getState())).toBe('brush');
    chooseTool('box');
    expect([activeAnnotationTool(getState()), activeTool(getState())]).toEqual([null, 'box']);
    toggleAnnotationTool('polygon');
    expect([activeAnnotationTool(getState()), activeTool(getState())]).toEqual(['polygon', null]);
    toggleAnnotationTool('polygon');
    expect(activeAnnotationTool(getState())).toBeNull();
  });

  it('there is none without a pane of the network that learns', () => {
    patchView({ panes: getState().view.panes.map((pane) => ({ ...pane, methodId: 'entropy' })) });
    for (const tool of ['region', 'brush'] satisfies AnnotationTool[]) chooseAnnotationTool(tool);
    expect(activeAnnotationTool(getState())).toBeNull();
    expect(startAnnotation({ x: 1, y: 1 }, false)).toBeNull();
  });
});

describe('the draft', () => {
  it('is named letter by letter in one step', () => {
    colourDraft('#123456');
    for (const name of ['d', 'do', 'dog']) nameDraft(name);
    undoAnnotation();
    expect(draftOf(getState())).toMatchObject({ name: '', colour: '#123456' });
  });
});
