/**
 * Does a pure reading of a subject once for as long as the subject lives, because every law asks for it. Nothing can be told
 * from the outside but the speed: the subject never changes, and what was read is never changed.
 */
export const remembering = <Subject extends object, Found extends object | null>(
  read: (subject: Subject) => Found,
): ((subject: Subject) => Found) => {
  const known = new WeakMap<Subject, Found>();
  return (subject) => {
    const before = known.get(subject);
    if (before !== undefined) return before;
    const found = read(subject);
    known.set(subject, found);
    return found;
  };
};
