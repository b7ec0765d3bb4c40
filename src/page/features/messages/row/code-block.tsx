/** A block of code. It gets the colours of its language as soon as the part that knows them is here; nothing moves by that. */

import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { fetchPart } from '../../../state/fetch-part.ts';
import { late } from '../late-parts.ts';

/** Shared by all blocks. */
const highlighter = signal<typeof import('../../../text/highlight.ts').highlight | undefined>(undefined);
let isAsked = false;

async function load(): Promise<void> {
  if (isAsked) return;
  isAsked = true;
  highlighter.value = (await fetchPart(() => import('../../../text/highlight.ts')))?.highlight;
  // Offline: the next block asks again.
  isAsked = highlighter.value !== undefined;
}

interface CodeProps {
  text: string;
  language: string;
  /** Only its beginning is shown: not what one would copy. */
  isPart: boolean;
}

export function CodeBlock({ text, language, isPart }: CodeProps) {
  const [wraps, setWraps] = useState(false);
  const { value: parts } = late;
  useEffect(() => {
    if (language) load();
  }, [language]);
  const pieces = language ? highlighter.value?.(text, language) : undefined;
  return (
    <div class={`code${wraps ? ' wraps' : ''}${language ? '' : ' bare'}${isPart ? ' part' : ''}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so it must be reachable by keyboard */}
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
      {parts && <parts.CodeTools text={text} language={language} isPart={isPart} wraps={wraps} wrap={setWraps} />}
    </div>
  );
}
