/** Half a pixel is lost where a page is magnified. */
const NEARLY = 2;

const textOf = ({ name, title, when, status }) => [name, title, when, status].join(" ").toLowerCase();

/**
 * Lets the list of scenarios be filtered by words, all of which have to occur, and shows whether it goes on below. `show` is called
 * with the scenarios once they are listed, in the order of `list`.
 */
export const scenarioFilter = ({ list, field, shown, more }) => {
  let texts = [];
  const look = () => {
    more.hidden = list.scrollTop + list.clientHeight >= list.scrollHeight - NEARLY;
  };
  const filter = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = texts.map((text) => words.every((word) => text.includes(word)));
    for (const [place, item] of [...list.children].entries()) item.hidden = !fits[place];
    shown.textContent = `${fits.filter(Boolean).length} of ${texts.length}`;
    look();
  };
  field.addEventListener("input", filter);
  list.addEventListener("scroll", look, { passive: true });
  new ResizeObserver(look).observe(list);
  more.addEventListener("click", () => list.scrollBy({ top: 0.8 * list.clientHeight }));
  return {
    show: (scenarios) => {
      texts = scenarios.map(textOf);
      filter();
    },
  };
};
