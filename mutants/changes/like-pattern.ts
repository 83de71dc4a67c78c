/** What a pattern of SQL's `LIKE` matches: `%` any text, `_` any character, letters of either case. Null for a text without either. */
export const likePattern = (text: string): RegExp | null =>
  /[%_]/.test(text)
    ? new RegExp(
        `^${RegExp.escape(text)
          .replaceAll(/%|\\x25/g, ".*")
          .replaceAll("_", ".")}$`,
        "isu",
      )
    : null;
