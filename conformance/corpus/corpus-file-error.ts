/** A file of the corpus can't be used. The message says why, as the end of a sentence. */
export class CorpusFileError extends Error {
  readonly code = "CORPUS_FILE";

  constructor(why: string) {
    super(why);
    this.name = "CorpusFileError";
  }
}
