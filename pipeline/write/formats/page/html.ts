import { createHash } from 'node:crypto';
import type { PageCode } from './bundle.ts';

/** What a page is made of. */
interface PageParts {
  title: string;
  code: PageCode;
  /** What the page reads, by the id of the element that holds it: base64 or JSON, nothing that a browser would run. */
  data: Readonly<Record<string, string>>;
  /** What a reader without JavaScript sees, as HTML. */
  withoutScript: string;
}

/**
 * A page as one file that opens from disk and asks nobody for anything: the policy allows its own script, by digest, and
 * styles; no address of any kind can be loaded. The same parts give the same bytes.
 */
export function pageHtml({ title, code, data, withoutScript }: PageParts): string {
  const script = harmless(code.script);
  const digest = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest}'`,
    "style-src 'unsafe-inline'",
    'img-src blob: data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const blocks = Object.entries(data).map(
    ([id, text]) =>
      `<script type="application/octet-stream" id="${id}">${text.replaceAll('<', '\\u003c')}</script>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${escaped(title)}</title>
<style>${code.style.replaceAll('</', '<\\/')}</style>
</head>
<body>
<!--
Libraries in this page:
${code.notices.replaceAll('--', '- -')}
-->
<noscript>${withoutScript}</noscript>
<div id="page"></div>
${blocks.join('\n')}
<script>${script}</script>
</body>
</html>
`;
}

/** Text for HTML, between tags or in an attribute. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Code that cannot end its element nor open a comment, and means the same: both stand in texts only, as esbuild writes code. */
function harmless(code: string): string {
  return code.replace(/<(?=\/script|!--)/gi, '\\x3c');
}
