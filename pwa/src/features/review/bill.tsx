/** Charges as the customer agreed to them. */
import type { Schemas } from "../../domain/draft";
import { SectionHead } from "../../ui";
import type { Texts } from "../visit/texts";
import { amount } from "./report_words";

export function Bill({ content, words }: { content: Schemas["ContentV2"]; words: Texts }) {
  const { t, format } = words;
  const { charges } = content;
  const states = [...new Set(content.jobs.map((job) => job.warranty.state))];
  return (
    <>
      <SectionHead
        title={t("review.charges")}
        count={
          charges.agreed_at
            ? t(charges.agreed_before ? "review.agreed_before" : "review.agreed", {
                time: format.time(charges.agreed_at),
              })
            : states.map((state) => t(`warranty.${state}`)).join(", ")
        }
      />
      <section class="card card--pad">
        {charges.rows.length === 0 ? (
          <p>{t("review.no_charges")}</p>
        ) : (
          <table class="bill">
            <tbody>
              {charges.rows.map((row, index) => (
                <tr key={index}>
                  <th scope="row">
                    {row.name} × {row.quantity}
                    {row.bearer === "customer" ? null : (
                      <>
                        <br />
                        <span class="note">{t(`bearer.${row.bearer}`)}</span>
                      </>
                    )}
                  </th>
                  <td>{amount(content, row.amount)}</td>
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{t("review.total")}</th>
                <td>{amount(content, charges.total)}</td>
              </tr>
            </tfoot>
          </table>
        )}
        {content.jobs
          .filter((job) => job.warranty.explanation)
          .map((job) => (
            <p key={job.id} class="small mt-2">
              {content.jobs.length > 1 ? <b>{job.appliance.category_text} </b> : null}
              {job.warranty.explanation}
            </p>
          ))}
        {charges.total > 0 ? <p class="note mt-2">{t(`payment.${charges.payment}`)}</p> : null}
      </section>
    </>
  );
}
