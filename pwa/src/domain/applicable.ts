/** Which of the catalog's checks, lines and prices this visit asks for. */
import type { Schemas } from "./draft";

const fits = (allowed: readonly string[], value: string): boolean => allowed.length === 0 || allowed.includes(value);

export function categoryOf(catalog: Schemas["Catalog"], id: string): Schemas["Category"] | undefined {
  return catalog.categories.find((category) => category.id === id);
}

/** Cleanup of this category first, then what every visit leaves clean. */
export function cleanupLines(catalog: Schemas["Catalog"], category: string): Schemas["Choice"][] {
  return distinct([...(categoryOf(catalog, category)?.cleanup ?? []), ...catalog.cleanup]);
}

export function checksOf(catalog: Schemas["Catalog"], category: string): Schemas["Check"][] {
  return distinct([...(categoryOf(catalog, category)?.checks ?? []), ...catalog.common_checks]);
}

export function checklistLines(
  catalog: Schemas["Catalog"],
  category: string,
  list: "guidance" | "maintenance" | "cleanup",
): Schemas["Choice"][] {
  if (list === "cleanup") return cleanupLines(catalog, category);
  return categoryOf(catalog, category)?.[list] ?? [];
}

/** Parts and labour that may be charged for this category; those without a category fit all. */
export function pricesFor(catalog: Schemas["Catalog"], category: string): Schemas["Price"][] {
  return catalog.prices.filter((price) => fits(price.categories, category));
}

export function matches(query: string, texts: readonly string[]): boolean {
  const all = texts.join(" ").toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

function distinct<Line extends { id: string }>(lines: readonly Line[]): Line[] {
  return [...new Map(lines.map((line) => [line.id, line])).values()];
}
