/** Dark ink on white (7:1 and more), one column, and A4: nothing is told by colour, nothing needs a script. */
export const STYLE = `
:root { color: #1a1a1a; background: #fff; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
a { color: #1f4b7d; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
.mention { border: 2px solid #1a1a1a; padding: .5rem 1rem; font-weight: bold; }
.code, .interval, .note { font-weight: normal; color: #404040; }
.note { font-style: italic; }
.table { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; }
th, td { border: 1px solid #757575; padding: .25rem .5rem; text-align: left; vertical-align: top; }
thead td { border: 0; }
figure { margin: 1rem 0; break-inside: avoid; }
svg { max-width: 100%; height: auto; }
dt { font-weight: bold; }
@page { size: A4; margin: 18mm 15mm; }
@media print {
  :root { font-size: 10pt; }
  body { max-width: none; padding: 0; }
  nav, .skip { display: none; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  a { color: inherit; text-decoration: none; }
}
`;
