/** What can be done with a block of code, in the line that is kept for it above the code. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { MoreIcon } from '../parts/more-icon.tsx';
import { copyText } from '../state/copy-text.ts';
import { more } from '../words/more.ts';

interface CodeToolsProps {
  text: string;
  language: string;
  wraps: boolean;
  wrap: (wraps: boolean) => void;
}

export function CodeTools({ text, language, wraps, wrap }: CodeToolsProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [isCut, setCut] = useState(false);
  const { value: also } = more;
  useLayoutEffect(() => {
    const code = bar.current?.parentElement?.querySelector('pre');
    if (!code) return;
    const observer = new ResizeObserver(() => setCut(code.scrollWidth > code.clientWidth));
    observer.observe(code);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="code-bar" ref={bar}>
      <span class="language">{language}</span>
      {(isCut || wraps) && (
        <button
          type="button"
          class="tool"
          aria-pressed={wraps}
          aria-label={also.wrapLines}
          title={also.wrapLines}
          onClick={() => wrap(!wraps)}
        >
          <MoreIcon name="wrap" />
        </button>
      )}
      <button
        type="button"
        class="tool"
        aria-label={also.copyCode}
        title={also.copyCode}
        onClick={() => copyText(text, also.codeCopied)}
      >
        <MoreIcon name="copy" />
      </button>
    </div>
  );
}
