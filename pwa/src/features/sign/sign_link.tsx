/** The link with which the customer signs later, on their own phone; its key is made here, without a network. */
import { useEffect } from "preact/hooks";
import { privateKey } from "../../domain/code";
import { usePublicUrl } from "../notice/public_url";
import { useDraft, useVisit } from "../visit/context";
import type { Texts } from "../visit/texts";
import { PrivateLink } from "./private_link";

export function SignLink({ words }: { words: Texts }) {
  const visit = useVisit();
  const { t } = words;
  const address = usePublicUrl();
  const key = useDraft((draft) => draft.signKey ?? null);
  useEffect(() => {
    const fresh = () => privateKey((bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>));
    visit.change((draft) => (draft.signKey ? draft : { ...draft, signKey: fresh() }));
  }, [visit]);
  if (!key) return null;
  return (
    <PrivateLink
      url={`${address}/s/${key}`}
      title={t("link.title")}
      label={t("link.qr")}
      sentAs={t("link.sign_title")}
      words={words}
    >
      <p class="small">{t("link.why")}</p>
    </PrivateLink>
  );
}
