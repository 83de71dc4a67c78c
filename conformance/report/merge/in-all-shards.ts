/** What the shards say of one thing, each once, with words between that tell that it is of another shard; null where none says anything. */
export const inAllShards = (said: readonly (string | null)[], between: string): string | null => {
  const texts = [...new Set(said.filter((text) => text !== null))];
  return texts.length === 0 ? null : texts.join(between);
};
