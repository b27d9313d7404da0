/** Parts that were fitted: what, how many, serials, and where the old part is. */
import type { Schemas } from "../../domain/draft";
import type { Texts } from "../visit/texts";

type Part = Schemas["ContentV2"]["jobs"][number]["parts"][number];

export function Parts({ parts, words: { t } }: { parts: readonly Part[]; words: Texts }) {
  if (parts.length === 0) return null;
  const facts = (part: Part) =>
    [
      part.serial_new && t("review.part_new", { serial: part.serial_new }),
      part.serial_old && t("review.part_old", { serial: part.serial_old }),
      t(part.old_returned ? "review.part_returned" : "review.part_kept"),
    ].filter(Boolean);
  return (
    <div class="mt-2">
      <h3 class="strong small">{t("review.parts")}</h3>
      <ul>
        {parts.map((part) => (
          <li key={part.id} class="small">
            {part.name} × {part.quantity} <span class="note">{facts(part).join(" · ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
