/** What a terminal makes of one of its codes, in CSS; the codes are those that `util.styleText` writes for what the report uses. */
const STYLES: ReadonlyMap<string, string> = new Map([
  ["1", "font-weight: 700"],
  ["2", "opacity: 0.65"],
  ["3", "font-style: italic"],
  ["4", "text-decoration: underline"],
  ["31", "color: var(--red)"],
  ["32", "color: var(--green)"],
  ["33", "color: var(--yellow)"],
  ["34", "color: var(--blue)"],
  ["35", "color: var(--magenta)"],
  ["36", "color: var(--cyan)"],
  ["90", "opacity: 0.65"],
]);

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Text with a terminal's codes for colour and weight, as HTML. A code that it does not know ends the style before it and adds none. */
export const htmlOf = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a terminal's codes begin with.
    .split(/\u001b\[(\d+)m/)
    .map((part, index) => {
      if (index % 2 === 0) return escaped(part);
      const style = STYLES.get(part);
      return style === undefined ? "</span><span>" : `</span><span style="${style}">`;
    })
    .join("")
    .replace(/^/, "<span>")
    .concat("</span>");

/**
 * A page that looks like a terminal in which a command was typed, in the colours that the browser prefers. `columns` is its width; what
 * of a line has no room is cut off, with an ellipsis in its place.
 */
export const terminalPage = (command: string, output: string, columns: number): string => `<!doctype html>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<style>
:root { --ink: #1f2328; --paper: #fff; --red: #cf222e; --green: #1a7f37; --yellow: #9a6700; --blue: #0969da; --magenta: #8250df; --cyan: #1b7c83; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6edf3; --paper: #0d1117; --red: #ff7b72; --green: #3fb950; --yellow: #d29922; --blue: #58a6ff; --magenta: #bc8cff; --cyan: #39c5cf; }
}
body { margin: 0; background: var(--paper); color: var(--ink); display: inline-block; }
div { white-space: pre; overflow: hidden; text-overflow: ellipsis; min-height: 1lh; }
main { padding: 16px; width: ${columns}ch; font: 13px/1.45 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
</style>
<main>
<div><b>$ ${escaped(command)}</b></div>
${output
  .split("\n")
  .map((line) => `<div>${htmlOf(line)}</div>`)
  .join("\n")}
</main>
`;
