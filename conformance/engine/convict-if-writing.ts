import type { Case } from "../cases/case.ts";
import type { Trial } from "../cases/trial.ts";
import type { Ask } from "./previews/asked.ts";
import type { PreviewGuard } from "./previews/preview-guard.ts";

/** Has a case that shows that previews write looked into at once: the next one might write more. */
export const convictIfWriting = async (
  { relation, plans }: Case,
  { readings, breaches }: Trial,
  guard: PreviewGuard | null,
  ask: Ask,
): Promise<void> => {
  if (relation?.guard === undefined || !breaches.some(({ law }) => law === relation)) return;
  const [preview, look] = plans.map((plan, step) => ({ plan, reading: readings[step] }));
  if (preview?.reading === undefined || look?.reading === undefined) return;
  await guard?.aftermath.convict(
    { plan: preview.plan, reading: preview.reading },
    { plan: look.plan, reading: look.reading },
    ask,
  );
};
