/** A code block. It is highlighted once the highlighter has loaded, without moving anything. */

import { useEffect, useState } from 'preact/hooks';
import { highlighter, late } from './late-parts.ts';

interface CodeProps {
  text: string;
  language: string;
  /** Only the beginning of the code is shown, so copying it isn't offered. */
  isPart: boolean;
}

export function CodeBlock({ text, language, isPart }: CodeProps) {
  const [wraps, setWraps] = useState(false);
  const { value: parts } = late;
  useEffect(() => {
    if (language) parts?.fetchColours();
  }, [language, parts]);
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
