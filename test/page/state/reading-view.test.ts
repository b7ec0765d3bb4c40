import { describe, expect, test } from 'vitest';
import { ReadingView } from '../../../src/page/state/reading-view.ts';

const PLACE = { key: 'm5', top: 40 };

/** A view whose list is on the screen, with everything set. */
function shown(): ReadingView {
  const view = new ReadingView();
  view.enter(() => true);
  view.startAt(3);
  view.divide(7);
  view.highlight(8);
  return view;
}

function seqsOf({ start, dividerAfter, highlighted }: ReadingView) {
  return { start: start.value, divider: dividerAfter.value, highlighted: highlighted.value };
}

describe('the reading view of a room', () => {
  test('a room whose list is not on the screen is not followed', () => {
    const view = shown();
    expect(view.isFollowed).toBe(true);
    view.leave(undefined);
    expect([view.isFollowed, new ReadingView().isFollowed]).toEqual([false, false]);
  });

  test('leaving a room keeps its rows and the place to return to, but neither the divider nor a highlight', () => {
    const view = shown();
    view.leave(PLACE);
    expect(seqsOf(view)).toEqual({ start: 3, divider: undefined, highlighted: undefined });
    expect(view.position).toBe(PLACE);
    view.returned();
    expect(view.position).toBeUndefined();
  });

  test('when the log of a room begins again, all positions in the former log are forgotten and the list is still followed', () => {
    const view = shown();
    view.leave(PLACE);
    view.enter(() => true);
    view.reset();
    expect(seqsOf(view)).toEqual({ start: undefined, divider: undefined, highlighted: undefined });
    expect([view.position, view.isFollowed]).toEqual([undefined, true]);
  });
});
