import { type Html, html } from "./markup.ts";

/** A moment for a person and for a machine. `iso` is ISO 8601, UTC. */
export const momentText = (iso: string): Html =>
  html`<time datetime="${iso}">${iso.replace("T", " ").replace(/\.\d+Z$/, "")} UTC</time>`;
