/** The page's stylesheet: light and dark as the reader has it, from 320 pixels on. Everything is in classes, for the page allows no inline styles. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#fbfaf8, #121416);
  --sheet: light-dark(#ffffff, #1a1d20);
  --sunken: light-dark(#f3f1ed, #0c0e10);
  --ink: light-dark(#1b1d1f, #e9eaec);
  --quiet: light-dark(#5c6167, #a3a9b0);
  --rule: light-dark(#e2dfd9, #2d3237);
  --good: light-dark(#17693f, #63cf95);
  --bad: light-dark(#b3261e, #ff9088);
  --warning: light-dark(#855200, #e9b85e);
  --calm: light-dark(#3f5f86, #8fb4e0);
  --bad-wash: light-dark(#fbeae8, #3b1c1b);
  --good-wash: light-dark(#e3f2e9, #17301f);
  --shade: light-dark(rgb(27 29 31 / .28), rgb(233 234 236 / .3));
  --none: light-dark(#c9c5bd, #474d54);
  --mono: ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, monospace;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 var(--sans); font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
body > * { max-width: 70rem; margin-inline: auto; padding-inline: clamp(1rem, 4vw, 2.5rem); }
code, pre { font-family: var(--mono); font-size: .875em; }
a { color: inherit; text-underline-offset: .2em; }
a:focus-visible, summary:focus-visible, button:focus-visible, pre:focus-visible, input:focus-visible, select:focus-visible { outline: 2px solid var(--calm); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; display: block; padding-block: .75rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.quiet { color: var(--quiet); }
.number { text-align: right; }

.verdict { padding-top: clamp(2rem, 6vw, 4rem); --tone: var(--ink); }
.verdict.good { --tone: var(--good); }
.verdict.bad { --tone: var(--bad); }
.verdict.warning { --tone: var(--warning); }
.tool { margin: 0 0 .75rem; color: var(--quiet); font-size: .875rem; }
h1 { display: flex; align-items: center; gap: .5em; margin: 0; color: var(--tone); font-size: clamp(2.25rem, 8vw, 3.5rem); line-height: 1.1; letter-spacing: -.02em; font-weight: 680; }
.sign { flex: none; width: .75em; height: .75em; fill: var(--tone); }
.sign path { fill: none; stroke: var(--paper); stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
.sentence { margin: .5rem 0 2rem; font-size: 1.1875rem; }
.bar { display: block; border-radius: 6px; }
.bar rect { stroke: var(--paper); stroke-width: 1; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: .75rem 0 0; padding: 0; list-style: none; font-size: .9375rem; }
.legend li::before { content: ""; display: inline-block; width: .625rem; height: .625rem; margin-right: .5rem; border-radius: 2px; background: currentColor; }
.legend li { color: var(--v); }
.legend b { font-weight: 650; }
.v-broken, .v-harness-error { --v: var(--bad); }
.v-unstable, .v-not-exercised { --v: var(--warning); }
.v-held { --v: var(--good); }
.v-skipped { --v: var(--quiet); }
rect.v-broken, rect.v-harness-error, rect.v-unstable, rect.v-not-exercised, rect.v-held { fill: var(--v); }
rect.v-skipped { fill: var(--none); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(15rem, 44%), 1fr)); gap: 1rem 2rem; margin: 2rem 0 0; padding-top: 1.25rem; border-top: 1px solid var(--rule); font-size: .9375rem; }
.facts dt { color: var(--quiet); font-size: .8125rem; }
.facts dd { margin: 0; }

nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 2rem 0 0; padding: .75rem 0; border-block: 1px solid var(--rule); list-style: none; font-size: .9375rem; }
section { padding-top: 3rem; }
h2 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; font-weight: 650; }
h3 { margin: 0; font-size: 1rem; font-weight: 650; }
.count { color: var(--quiet); font-weight: 400; }
.lead { margin: -.5rem 0 1.25rem; max-width: 42rem; color: var(--quiet); }

summary { position: relative; padding-left: 1.25rem; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::before { content: ""; position: absolute; left: 0; top: .5em; width: .5em; height: .625em; background: var(--quiet); clip-path: polygon(0 0, 100% 50%, 0 100%); }
details[open] > summary::before { rotate: 90deg; }
.badge { display: inline-block; margin-right: .375em; padding: 0 .5em; border: 1px solid var(--rule); border-radius: 1em; color: var(--quiet); font: 500 .75rem/1.5 var(--sans); white-space: nowrap; }
.level-must { border-color: currentColor; color: var(--ink); }
.finding { margin-bottom: 1rem; border: 1px solid var(--rule); border-left: 4px solid var(--edge); border-radius: 6px; background: var(--sheet); }
.finding.fails { --edge: var(--bad); }
.finding.tolerated { --edge: var(--warning); }
.finding > summary { padding: 1rem 1.25rem 1rem 2.5rem; }
.finding > summary::before { left: 1.25rem; top: 1.5rem; }
.finding > summary h3 { display: inline; }
.finding > :not(summary) { margin-inline: 1.25rem; }
.message { display: block; margin-top: .25rem; }
.difference { margin-block: 0 1rem; border-radius: 6px; background: var(--sunken); overflow: hidden; }
.difference div { display: grid; grid-template-columns: 5.5rem 1fr; padding: .5rem .875rem; }
.difference div + div { border-top: 1px solid var(--rule); }
.difference dt { color: var(--quiet); font-size: .875rem; }
.difference dd { margin: 0; font-family: var(--mono); font-size: .875rem; white-space: pre-wrap; }
mark { border-radius: 2px; color: inherit; }
mark.removed { background: var(--good-wash); text-decoration: underline 2px var(--good); }
mark.added { background: var(--bad-wash); text-decoration: underline 2px var(--bad); }
.part { margin-block: .5rem; }
.part > summary::before { top: .75em; }
.part > summary { padding-block: .25rem; width: fit-content; font-size: .9375rem; font-weight: 550; }
.exchanges { display: grid; gap: 1.25rem; margin: .75rem 0; padding: 0; list-style: none; }
.exchange { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1rem; }
.exchange > div { min-width: 0; }
.line { margin: 0 0 .375rem; font-size: .875rem; }
mark.place { background: var(--bad-wash); text-decoration: underline 2px var(--bad); }
.pointing { color: var(--bad); font: 600 .75rem/1 var(--sans); user-select: none; }
.scrolls { max-height: 22rem; margin: 0; padding: .75rem .875rem; border-radius: 6px; overflow: auto; scrollbar-width: thin; scrollbar-color: var(--quiet) transparent;
  background:
    linear-gradient(to right, var(--sunken) 50%, transparent) left / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--sunken) 50%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(var(--sunken) 50%, transparent) top / 100% 2.5rem no-repeat local,
    linear-gradient(to top, var(--sunken) 50%, transparent) bottom / 100% 2.5rem no-repeat local,
    linear-gradient(to right, var(--shade), transparent) left / .75rem 100% no-repeat scroll,
    linear-gradient(to left, var(--shade), transparent) right / .75rem 100% no-repeat scroll,
    linear-gradient(var(--shade), transparent) top / 100% .75rem no-repeat scroll,
    linear-gradient(to top, var(--shade), transparent) bottom / 100% .75rem no-repeat scroll,
    var(--sunken); overflow-wrap: normal; line-height: 1.45; font-size: .8125rem; }
.command { position: relative; margin-block: .5rem; }
.command .scrolls { padding-right: 5.5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
.command code { font-size: inherit; }
.copy { position: absolute; top: .5rem; right: .5rem; padding: .25rem .75rem; border: 1px solid var(--rule); border-radius: 5px; background: var(--sheet); color: var(--ink); font: 500 .8125rem/1.4 var(--sans); cursor: pointer; }
.copy:hover { border-color: var(--quiet); }
.fingerprint { margin-block: .75rem 1rem; font-size: .8125rem; }

.filter { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; margin-bottom: 1rem; font-size: .9375rem; }
.filter input, .filter select { min-width: 0; padding: .375rem .625rem; border: 1px solid var(--quiet); border-radius: 5px; background: var(--sheet); color: var(--ink); font: inherit; }
.filter input { flex: 0 1 16rem; }
.filter p { margin: 0; }

table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; font-weight: inherit; }
th.number, td.number { text-align: right; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: .8125rem; vertical-align: bottom; }
.laws th > code { font-size: .875rem; font-weight: 600; }
.laws .level { width: 6.5rem; }
.laws .mark { width: 8.5rem; }
.says, .missing { display: block; max-width: 44rem; color: var(--quiet); font-size: .875rem; }
.missing { margin-top: .25rem; color: var(--warning); }
td.mark { color: var(--v); white-space: nowrap; }
.laws .number { width: 8rem; }
.spark { display: block; margin-top: .375rem; }
.rail { fill: var(--rule); }
.fill { fill: var(--calm); }
.coverage th, .coverage td { padding-block: .25rem; border: 0; }
.coverage thead th { padding-bottom: .5rem; border-bottom: 1px solid var(--rule); }
.coverage .place th { padding-top: 1rem; }
.coverage .place code { font-size: .9375rem; font-weight: 600; }
.coverage .number { width: 6rem; }
.coverage .bars { width: 40%; }
.coverage .spark { margin-top: .4375rem; }
.kept { fill: var(--calm); }
.broke { fill: var(--warning); }
.never { color: var(--warning); }
.coverage .depth-1 { padding-left: 1.25rem; }
.coverage .depth-2 { padding-left: 2.5rem; }
.coverage .depth-3 { padding-left: 3.75rem; }
.coverage .depth-4, .coverage .depth-5 { padding-left: 5rem; }

figure { margin: 0 0 2.5rem; }
figcaption { color: var(--quiet); font-size: .9375rem; }
.plot { display: block; width: 100%; height: auto; margin-block: .5rem; font: 12px var(--sans); font-variant-numeric: tabular-nums; }
.plot text { fill: var(--quiet); }
.plot.narrow { display: none; }
.axis line { stroke: var(--quiet); }
.axis .across { stroke: var(--rule); }
.histogram rect, .requests { fill: var(--calm); }
.requests { fill-opacity: .8; }
.failures { fill: var(--bad); }
.markers line { stroke: var(--ink); stroke-dasharray: 3 3; }
.plot .markers text { fill: var(--ink); }
.bands .even { fill: var(--sunken); }
.bands .odd { fill: none; }
.phases { max-width: 34rem; }

footer { margin-top: 4rem; padding-block: 1.5rem; color: var(--quiet); font-size: .8125rem; }

@media (max-width: 45rem) {
  .plot.narrow { display: block; }
  .plot.wide { display: none; }
  .laws thead { display: none; }
  .laws tr { display: grid; grid-template-columns: auto 1fr 7rem; gap: .25rem .75rem; padding-block: .75rem; border-bottom: 1px solid var(--rule); }
  .laws th, .laws td { padding: 0; border: 0; }
  .laws th { grid-column: 1 / -1; }
  .laws .level, .laws .mark, .laws .number { width: auto; }
  .coverage .bars { display: none; }
  .coverage .number { width: 4.5rem; }
  .coverage .place .quiet { display: none; }
  .difference div { grid-template-columns: 1fr; }
  .finding > summary { padding-right: .75rem; }
  .finding > :not(summary) { margin-inline: .875rem; }
  .command .scrolls { padding: 3rem .875rem .75rem; }
}
@media print { .copy, nav, .skip, .filter { display: none; } .scrolls { max-height: none; white-space: pre-wrap; } }
`;
