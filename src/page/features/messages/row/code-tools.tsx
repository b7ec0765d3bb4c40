/** The language and the buttons of a code block: above the code, or beside it where there is empty space. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { copyText } from '../../../ui/copy-text.ts';
import { MoreIcon } from '../../../ui/more-icon.tsx';
import { words } from '../words.ts';

interface CodeToolsProps {
  text: string;
  language: string;
  /** Only the beginning of the code is shown, so there are no buttons. */
  isPart: boolean;
  wraps: boolean;
  wrap: (wraps: boolean) => void;
}

export function CodeTools({ text, language, isPart, wraps, wrap }: CodeToolsProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [isCut, setCut] = useState(false);
  const { value: texts } = words;
  useLayoutEffect(() => {
    const code = bar.current?.parentElement?.querySelector('pre');
    if (!code) return;
    const observer = new ResizeObserver(() => setCut(code.scrollWidth > code.clientWidth));
    observer.observe(code);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="code-bar" ref={bar}>
      <span class="language" title={language || undefined}>
        {language}
      </span>
      {!isPart && (isCut || wraps) && (
        <button
          type="button"
          class="tool"
          aria-pressed={wraps}
          aria-label={texts.wrapLines}
          title={texts.wrapLines}
          onClick={() => wrap(!wraps)}
        >
          <MoreIcon name="wrap" />
        </button>
      )}
      {!isPart && (
        <button
          type="button"
          class="tool"
          aria-label={texts.copyCode}
          title={texts.copyCode}
          onClick={() => copyText(text, texts.codeCopied)}
        >
          <MoreIcon name="copy" />
        </button>
      )}
    </div>
  );
}
