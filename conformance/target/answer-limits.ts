/** Longer bodies are read no further, before content codings are undone and after. The longest answer that the contract asks for is a fraction of it. */
export const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/** As long as servers in the field allow. */
export const MAX_HEADER_BYTES = 128 * 1024;

/** What is said of an answer with a longer body. */
export const TOO_LONG_BODY = `its body is longer than ${MAX_ANSWER_BYTES / 1024 / 1024} MiB`;

/** What is said of an answer with longer headers. */
export const TOO_LONG_HEADERS = `its headers are longer than ${MAX_HEADER_BYTES / 1024} KiB`;
