/**
 * The text that a page shows until its script has started. It stays if the script can't be loaded, fails, or is too new
 * for the browser. Only the build uses this file: the text is in the document from the start, and can be read without
 * styles.
 */

import { BROWSERS } from './bundling.ts';

const { chrome, firefox, safari } = BROWSERS;

export const unstarted = `<main class="unstarted">
<noscript><p lang="en">Parley needs JavaScript.</p><p lang="zh">Parley 需要 JavaScript。</p></noscript>
<p lang="en">Parley has not started yet. <a href="">Reload the page</a>. If that doesn’t help, update your browser: Parley needs Chrome or Edge&nbsp;${chrome}, Firefox&nbsp;${firefox}, Safari&nbsp;${safari} or later.</p>
<p lang="zh">Parley 还没有启动，请<a href="">刷新页面</a>。如果问题仍然存在，请更新浏览器。Parley 需要 Chrome 或 Edge&nbsp;${chrome}、Firefox&nbsp;${firefox}、Safari&nbsp;${safari} 或更高版本。</p>
</main>
`;
