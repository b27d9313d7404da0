/** Profiles select limits and tests. Twin of backend/domain/profiles.py. */
import type { components } from "../generated/api";

type Catalog = components["schemas"]["Catalog"];
type Text = components["schemas"]["Bilingual"];
export type RuleBook = Pick<
  Catalog,
  | "version"
  | "profile"
  | "profiles"
  | "tests"
  | "limits"
  | "wiring"
  | "rules"
  | "plain"
  | "hazards"
  | "questions"
  | "plausible"
>;

/** The limits of one profile in one version of the catalog. `plain`: level -> a sentence for the customer. */
export interface LimitSet {
  profile: string;
  version: number;
  limits: Catalog["limits"];
  plain: NonNullable<Catalog["plain"]>;
}

/** The words are for a person. */
export class UnknownProfile extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

/** The limits of `profile`; of the one that the operator chose if none is named. @throws UnknownProfile */
export function limitSet(catalog: RuleBook, profile: string = catalog.profile): LimitSet {
  const known = (catalog.profiles ?? [{ id: catalog.profile }]).map(({ id }) => id);
  if (!known.includes(profile)) {
    throw new UnknownProfile({
      zh: `未知的测试规范“${profile}”，可用：${known.join("、")}。`,
      en: `The test profile "${profile}" is unknown; there are: ${known.join(", ")}.`,
    });
  }
  const limits = catalog.limits.filter((limit) => inProfile(limit, profile));
  return { profile, version: catalog.version, limits, plain: catalog.plain ?? {} };
}

export function inProfile(row: { profiles?: string[] }, profile: string): boolean {
  return !row.profiles?.length || row.profiles.includes(profile);
}

/** The words in each language with every {name} of `said` put in. */
export function fill(words: Text, said: Readonly<Record<string, string>>): Text {
  return { zh: put(words.zh, said), en: put(words.en, said) };
}

function put(text: string, said: Readonly<Record<string, string>>): string {
  return Object.entries(said).reduce((words, [name, value]) => words.replaceAll(`{${name}}`, value), text);
}
