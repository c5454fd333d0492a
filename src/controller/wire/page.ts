import type { Reply } from './reply.js';

const STYLE = `
body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.25rem .5rem .25rem 0;border-bottom:1px solid #ccc;vertical-align:top}
h1,h2,p,td{overflow-wrap:anywhere}td.whole{white-space:nowrap}
td.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
label,input,select{display:block;font:inherit}input,select{margin:.25rem 0 1rem;padding:.25rem;max-width:100%}
button{font:inherit;margin-right:.5rem;padding:.25rem 1rem}
@media(max-width:30rem){body{padding:.5rem}th,td{padding-right:.25rem;font-size:.875rem}td.whole{white-space:normal}}
@media(prefers-color-scheme:dark){body{color:#eee;background:#181818}th,td{border-color:#444}}
`;

/** Makes a page for a person. No script; `content` is HTML, its values escaped. */
export function renderPage(title: string, content: string, status = 200): Reply {
  const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>
${content}
</body></html>
`;
  return {
    status,
    text: { type: 'text/html; charset=utf-8', content: html },
    headers: { 'Content-Security-Policy': POLICY },
  };
}

/** A form may lead to the loopback page of a program that a person signs in to. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' http://localhost:* http://127.0.0.1:*";

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes a text for HTML, in elements and attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
