//! How a page looks: on a screen, on a telephone, in the dark, on paper.

/// The style of every page.
pub(super) const STYLE: &str = r#"
:root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--line:#767676;--soft:#f0f2f5;--bar:#2f6db3}
@media (prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#1b1c1e;--line:#8c8c8c;--soft:#2a2c30;--bar:#6aa5e8}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.05rem/1.4 "PT Serif","Times New Roman",Georgia,serif}
main{max-width:52rem;margin:0 auto;padding:1.5rem 1rem;overflow-wrap:anywhere}
main.wide{max-width:80rem}
h1{font-size:1.3rem;text-align:center;margin:.5rem 0 1rem}
h2{font-size:1.1rem;margin:1.4rem 0 .4rem}
h2.title{text-align:center}
p{margin:.4rem 0}
.kind{text-align:center;font-weight:bold;letter-spacing:.3em;margin:1rem 0}
.topic{max-width:24rem;font-weight:bold;margin:1rem 0}
.body{text-indent:1.25cm}
.remark{font-size:.92rem}
.sides{display:flex;justify-content:space-between;gap:2rem;margin:.8rem 0}
.table{overflow-x:auto;margin:.5rem 0}
.tools{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;align-items:baseline;margin:1rem 0 0;font-size:.95rem}
.tools input{font:inherit;width:14rem;max-width:100%;padding:.2rem .4rem;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.2rem}
th button{font:inherit;color:inherit;background:none;border:0;padding:.1rem .2rem;min-height:1.5rem;cursor:pointer;text-decoration:underline dotted;text-underline-offset:.2em}
th button:hover{text-decoration-style:solid}
th[aria-sort] button::after{content:" ▲";content:" ▲"/"";text-decoration:none}
th[aria-sort=descending] button::after{content:" ▼";content:" ▼"/""}
@media screen{.out{display:none}}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{border:1px solid var(--line);padding:.25rem .45rem;text-align:left;vertical-align:top;overflow-wrap:break-word}
thead th{background:var(--soft);text-align:center}
tbody th{background:var(--soft)}
th[scope=row]{background:none;font-weight:normal;width:35%}
.number{text-align:right;white-space:nowrap}
.chart{margin:1.2rem 0 1.6rem}
.bars,.trends{list-style:none;margin:.6rem 0;padding:0}
.bars li{margin:0 0 .7rem;padding:0 2px}
.bars p{display:flex;flex-wrap:wrap;gap:0 .8rem;margin:0;font-size:.92rem}
.bars .name{flex:1 1 14rem}
.trends{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:1.2rem}
.trends li{display:flex;flex-direction:column;justify-content:space-between}
.trends p{margin:0 0 .3rem;font-size:.92rem}
svg{display:block;overflow:visible}
svg text{font:11px sans-serif;fill:var(--ink);text-anchor:middle}
svg .value{font-weight:bold;paint-order:stroke;stroke:var(--paper);stroke-width:3px}
.track{fill:var(--soft);stroke:var(--line);stroke-width:.5}
.unknown{fill:none;stroke-dasharray:4 4;stroke-width:1}
.fill,circle{fill:var(--bar)}
.halo{stroke:var(--paper);stroke-width:6}
.plan{stroke:var(--ink);stroke-width:2.5}
.scale{stroke:var(--line);stroke-width:.5}
.way{fill:none;stroke:var(--bar);stroke-width:2.5}
.planned{fill:none;stroke:var(--ink);stroke-width:1.5;stroke-dasharray:4 3}
td .bar{min-width:6rem;margin-top:.25rem}
hr{border:0;border-top:1px dashed var(--line);margin:2rem 0}
:focus-visible{outline:2px solid currentColor;outline-offset:2px}
@page{size:A4 portrait;margin:20mm 10mm 20mm 30mm}
@page wide{size:A4 landscape;margin:30mm 20mm 10mm 20mm}
@media print{:root{color-scheme:light;--ink:#000;--paper:#fff;--line:#000;--soft:#fff;--bar:#2f6db3}
body{font-size:14pt;line-height:1.25}table{font-size:12pt}.remark{font-size:12pt}
main,main.wide{max-width:none;padding:0}main.wide{page:wide}
.table{overflow:visible;padding-right:1px}thead{display:table-header-group}tr,.chart li{break-inside:avoid}.track,.scale{stroke:#767676}h1,h2,.kind,.topic{break-after:avoid}
hr{border:0;margin:0;break-after:page}
.tools{display:none}th button{display:contents}}
"#;

/// Its hash, by which the page allows it and no other.
pub(super) const STYLE_HASH: &str = "Vu7awjs8EouDwnMeaZTR6MkM/w1GJuMIlWpz1HO/TOQ=";
