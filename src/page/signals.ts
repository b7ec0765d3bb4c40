/**
 * What the page uses of @preact/signals, in a third of its bytes: the bundler takes this in its place (bundling.ts). Components
 * render again when a signal that they have read changes, or a property; not because what is around them does. Signals are read
 * by `.value`: here none can stand in JSX itself.
 */

import { computed, effect, type ReadonlySignal } from '@preact/signals-core';
import { Component, type ComponentType, Fragment, options } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export { batch, computed, effect, signal } from '@preact/signals-core';

/** When the page gets no frames. */
const FRAME_MS = 35;

/** Runs `read` now, and `changed` when a signal that it has read changes. Returns what ends that. */
function watch(read: () => void, changed: () => void): () => void {
  let isFirst = true;
  return effect(() => {
    if (!isFirst) return changed();
    isFirst = false;
    read();
  });
}

const ends = new WeakMap<Component, () => void>();
/** Those that show what is no longer so. */
const stale = new WeakSet<Component>();

function follow(component: Component): Component {
  const { render, componentWillUnmount } = component;
  component.render = function (...given) {
    let drawn: ReturnType<typeof render>;
    const end = ends.get(this);
    const read = (): void => {
      drawn = render.apply(this, given);
    };
    const changed = (): void => {
      stale.add(this);
      this.setState({});
    };
    stale.delete(this);
    ends.set(this, watch(read, changed));
    // Not before: what both read need not be computed anew.
    end?.();
    return drawn;
  };
  component.componentWillUnmount = function () {
    componentWillUnmount?.call(this);
    ends.get(this)?.();
  };
  return component;
}

/** What stands in for each component: for a function a class. */
const followed = new WeakMap<ComponentType, ComponentType>();

function followedOf(type: ComponentType): ComponentType {
  const known = followed.get(type);
  if (known) return known;
  let made = type;
  if (type.prototype?.render) follow(type.prototype);
  else {
    made = class extends Component {
      override render(): null {
        return null;
      }
    };
    Object.assign(made.prototype, { render: type });
    follow(made.prototype);
  }
  followed.set(type, made);
  return made;
}

const { vnode: before } = options;

options.vnode = (vnode) => {
  if (typeof vnode.type === 'function' && vnode.type !== Fragment) vnode.type = followedOf(vnode.type);
  before?.(vnode);
};

Component.prototype.shouldComponentUpdate = function (next, state): boolean {
  return stale.has(this) || state !== this.state || differ(next, this.props) || differ(this.props, next);
};

function differ(a: object, b: object): boolean {
  return Object.entries(a).some(([key, value]) => value !== Reflect.get(b, key));
}

/** What `compute` makes of signals, as a signal. */
export function useComputed<T>(compute: () => T): ReadonlySignal<T> {
  const latest = useRef(compute);
  latest.current = compute;
  return useState(() => computed(() => latest.current()))[0];
}

/** Runs `act` once it is rendered, and again after the frame in which a signal that it has read changed. */
export function useSignalEffect(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    let end: (() => void) | undefined;
    let timer: ReturnType<typeof setTimeout>;
    const run = (): void => {
      const ended = end;
      end = watch(
        () => latest.current(),
        () => {
          timer = setTimeout(run, FRAME_MS);
        },
      );
      ended?.();
    };
    run();
    return () => {
      clearTimeout(timer);
      end?.();
    };
  }, []);
}
