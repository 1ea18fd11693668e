/** How a report looks: in the reader's own light or dark, on a narrow screen, on paper. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --muted: light-dark(#59636e, #9198a1); --edge: light-dark(#d1d9e0, #3d444d);
  --ground: light-dark(#f6f8fa, #151b23); --failed: light-dark(#b62324, #f88070); --succeeded: light-dark(#1a7f37, #73c991);
  --running: light-dark(#895503, #cca700); --other: light-dark(#59636e, #9198a1); }
body { max-width: 1000px; margin: 0 auto; padding: 20px 24px 48px; font: 15px/1.5 system-ui, sans-serif;
  color: light-dark(#1f2328, #e6edf3); background: light-dark(#fff, #0d1117); overflow-wrap: anywhere; }
h1 { margin: 0 0 4px; font-size: 1.6em; line-height: 1.25; }
h2 { margin: 28px 0 8px; padding-top: 16px; border-top: 1px solid var(--edge); font-size: 1.1em; }
h3 { margin: 12px 0 4px; font-size: 1em; }
p { margin: 4px 0; }
.muted { color: var(--muted); }
.card { margin: 16px 0; padding: 12px 16px; border: 1px solid var(--edge); border-left: 4px solid var(--tone); border-radius: 6px; }
.card h2 { margin: 0; padding: 0; border: 0; font-size: 1.25em; }
.failed { --tone: var(--failed); }
.succeeded { --tone: var(--succeeded); }
.running { --tone: var(--running); }
.other { --tone: var(--other); }
pre { margin: 4px 0; padding: 10px 12px; border-radius: 6px; background: var(--ground); font: 13px/1.45 ui-monospace, monospace;
  white-space: pre-wrap; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 10px 4px 0; border-top: 1px solid var(--edge); text-align: left; vertical-align: baseline; }
thead th { border: 0; color: var(--muted); font-weight: normal; }
tbody th { font-weight: normal; }
.time { width: 30%; }
.bar { display: block; min-width: 3px; height: 9px; border-radius: 3px; background: var(--tone); }
.result { color: var(--tone); }
dl { display: grid; grid-template-columns: minmax(8em, max-content) minmax(0, 1fr); gap: 2px 16px; margin: 0; }
dt { color: var(--muted); }
dd { margin: 0; }
summary { cursor: pointer; }
@media (max-width: 520px) { body { padding: 12px; } .time, .began { display: none; } dl { grid-template-columns: 1fr; } }
@media print { body { max-width: none; padding: 0; } details { display: none; } tr, .card { break-inside: avoid; } }
`;
