/** A block of code. It gets the colours of its language as soon as the part that knows them is here; nothing moves by that. */

import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { fetchPart } from '../state/part.ts';

/** Shared by all blocks. */
const highlighter = signal<typeof import('./highlight.ts').highlight | undefined>(undefined);
let isAsked = false;

async function load(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  highlighter.value = (await fetchPart(() => import('./highlight.ts')))?.highlight;
  // Offline: the next block asks again.
  isAsked = highlighter.value !== undefined;
}

export function CodeBlock({ text, language }: { text: string; language: string }) {
  useEffect(() => {
    if (language) load();
  }, [language]);
  const pieces = language ? highlighter.value?.(text, language) : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so it must be reachable by keyboard
    <pre dir="ltr" tabIndex={0}>
      <code>
        {pieces
          ? pieces.map(({ text: stretch, kind }, key) =>
              kind ? (
                <span key={key} class={`c-${kind}`}>
                  {stretch}
                </span>
              ) : (
                stretch
              ),
            )
          : text}
      </code>
    </pre>
  );
}
