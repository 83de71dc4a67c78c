import { listed } from "../cases/listed.ts";
import type { WrittenCvm } from "./previews/writing-preview.ts";

/** What is no instance id may be of any length. */
const MOST_CHARS = 80;

const shortened = (id: string): string => (id.length > MOST_CHARS ? `${id.slice(0, MOST_CHARS)}…` : id);

/** So many CVMs are named. */
const MOST_NAMED = 3;

/**
 * What has to be so again before the same requests can show the same: what wrote has left nothing to be written. A bug that depends on
 * the time or on how many requests came before does not show again for that alone.
 */
export const asItWas = (written: readonly WrittenCvm[]): string => {
  const named = written
    .slice(0, MOST_NAMED)
    .map(
      ({ cvmId, before, beforeByPreview }) =>
        `CVM ${cvmId} ${before === null ? "is without an id again" : `has the id ${shortened(before)} again`}${beforeByPreview === undefined ? "" : `, as earlier answers told it (the preview's own: ${shortened(beforeByPreview ?? "none")})`}`,
    );
  const left = written.length - named.length;
  const more = left === 0 ? [] : [left === 1 ? "1 more is as it was" : `${left} more are as they were`];
  return `These requests may show it again once ${listed([...named, ...more])}.`;
};
