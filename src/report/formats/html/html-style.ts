/** The style of every page: light, dark, print, and a screen of 360 pixels. No font and no picture is fetched. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1a1c20;--quiet:#51565e;--line:#c9cdd3;--fill:#f2f4f6;
--good:#176b36;--bad:#a8141c;--caution:#7a4b00;--wait:#8a6d1f;--work:#2458a6}
@media(prefers-color-scheme:dark){:root{--paper:#14161a;--ink:#e8eaed;--quiet:#aab0b8;--line:#454b54;--fill:#20242a;
--good:#6fd08c;--bad:#ff8f8f;--caution:#f0b858;--wait:#e0bd5a;--work:#7fb0f5}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:72rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}
h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:1px solid var(--line)}
p{margin:.5rem 0}
.verdict{border-left:.5rem solid;padding:.5rem 1rem;background:var(--fill)}
.verdict strong{font-size:1.1rem}
.passed,.yes{color:var(--good)}.failed,.no{color:var(--bad)}.attention,.open{color:var(--caution)}
.verdict p{color:var(--ink)}
.wide{overflow-x:auto;border:1px solid var(--line)}
.wide:focus-visible{outline:3px solid var(--work)}
table{border-collapse:collapse;width:100%;font-size:.875rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid var(--line);min-width:6.5rem;
max-width:26rem}
thead th{background:var(--fill)}
tbody th{font-weight:600}
td.number{text-align:right;white-space:nowrap;min-width:3.5rem}
mark{background:var(--caution);color:var(--paper);font-family:monospace;font-size:.8em;padding:0 .15em}
input{font:inherit;width:100%;min-width:7rem;color:var(--ink);background:var(--paper);border:1px solid var(--quiet);
padding:.2rem}
ul.chart{list-style:none;margin:0;padding:0}
ul.chart li{display:grid;grid-template-columns:minmax(9rem,16rem) 1fr;gap:.2rem 1rem;padding:.2rem 0;
align-items:center}
ul.chart svg{display:block;width:100%;height:1rem;background:var(--fill)}
.chart .say{color:var(--quiet);font-size:.875rem}
.legend{font-size:.875rem}
.legend svg{width:.8rem;height:.8rem;vertical-align:middle}
.fill-good{fill:var(--good)}.fill-bad{fill:var(--bad)}.fill-caution{fill:var(--caution)}.fill-wait{fill:var(--wait)}
.fill-work{fill:var(--work)}.fill-quiet{fill:var(--quiet)}.mark-line{fill:var(--ink)}
@media(max-width:40rem){ul.chart li{grid-template-columns:1fr}main{padding:.75rem}h1{font-size:1.35rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--quiet:#333;--line:#888;--fill:#f2f4f6;--good:#176b36;
--bad:#a8141c;--caution:#7a4b00;--wait:#8a6d1f;--work:#2458a6}
body{font-size:10pt}main{max-width:none;padding:0}.wide{overflow:visible;border:0}h2{break-after:avoid}
tr,li,.verdict{break-inside:avoid}th,td{min-width:0}input{border:0;border-bottom:1px solid #000}
svg,thead th,.verdict,mark{print-color-adjust:exact}}
`;
