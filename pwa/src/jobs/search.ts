/** Finding a job among hundreds while typing: an index of lower-case lines, searched by substring. */
import type { Catalog, JobRow } from "../store";
import { showsAddress } from "./agenda";
import { categoryText } from "./words";

export interface Searchable {
  row: JobRow;
  line: string;
  phone: string;
}

export function searchIndex(rows: readonly JobRow[], catalog: Catalog | null): Searchable[] {
  return rows.map((row) => ({ row, line: lineOf(row, catalog), phone: row.job.customer.phone.replace(/\D/g, "") }));
}

/** The door is not searchable before the job is accepted, just as it is not shown. */
function lineOf(row: JobRow, catalog: Catalog | null): string {
  const { job } = row;
  const category = categoryText(catalog, job.category);
  const own = job.appliances.find((appliance) => appliance.id === job.appliance_id);
  const address = showsAddress(row) ? [job.address.area, job.address.line] : [job.address.area];
  const words = [
    job.customer.name,
    job.number,
    category.zh,
    category.en,
    own?.brand,
    own?.model,
    own?.serial,
    ...address,
  ];
  return words.filter(Boolean).join("\n").toLowerCase();
}

/** Every word must be found; digits also in the phone number. Nearest windows first. */
export function search(index: readonly Searchable[], query: string, now: number): JobRow[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return index
    .filter((entry) => words.every((word) => matches(entry, word)))
    .map(({ row }) => row)
    .sort((a, b) => distance(a, now) - distance(b, now));
}

function matches({ line, phone }: Searchable, word: string): boolean {
  return line.includes(word) || (/^\d{3,}$/.test(word) && phone.includes(word));
}

function distance(row: JobRow, now: number): number {
  return row.job.window_start ? Math.abs(Date.parse(row.job.window_start) - now) : Number.MAX_SAFE_INTEGER;
}
