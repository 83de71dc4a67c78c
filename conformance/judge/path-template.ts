const isParameter = (segment: string): boolean => segment.startsWith("{") && segment.endsWith("}");

/** Whether a request's path (without its query) is one that a path template stands for. Source: OpenAPI 3.1, "Path Templating". */
export const matchesTemplate = (template: string, path: string): boolean => {
  if (!template.includes("{")) return template === path;
  const wanted = template.split("/");
  const given = path.split("/");
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => (isParameter(segment) ? given[index] !== "" : given[index] === segment))
  );
};
