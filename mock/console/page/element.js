/**
 * Makes an element. Text only ever becomes text: what comes out of requests is anybody's.
 */
export const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "onclick") made.addEventListener("click", value);
    else if (value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
};

/** Text in which what stands between backticks is code: pieces to append. */
export const withCode = (text) =>
  text.split(/`([^`]+)`/).map((piece, place) => (place % 2 === 1 ? element("code", {}, piece) : piece));

/** JSON in lines, or the text as it is where it is no JSON. */
export const pretty = (text) => {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};
