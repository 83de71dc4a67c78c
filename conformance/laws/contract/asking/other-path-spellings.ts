const withLastSegment = (path: string, change: (segment: string) => string): string => {
  const at = path.lastIndexOf("/") + 1;
  return `${path.slice(0, at)}${change(path.slice(at))}`;
};

const percentEncoded = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;

/** Other paths that some routers and proxies take for the one given, the plainest first: an ASCII path with a segment at least. */
export const otherPathSpellings = (path: string): readonly string[] => [
  `${path}/`,
  withLastSegment(path, (segment) => `/${segment}`),
  withLastSegment(path, (segment) => `./${segment}`),
  withLastSegment(path, (segment) => `x/../${segment}`),
  withLastSegment(path, (segment) => `${percentEncoded(segment)}${segment.slice(1)}`),
  withLastSegment(path, (segment) => segment.toUpperCase()),
  `${path};x=y`,
  `${path}.json`,
  `${path}%20`,
  `${path}%00`,
  `${path}//`,
];
