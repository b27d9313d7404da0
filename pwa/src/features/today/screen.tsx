import { type ScreenProps, useSpeech } from "../../app/context";
import { say } from "../../app/messages";
import { NetLine } from "../../app/net";
import { Tabs } from "../../app/tabs";

export default function Today(_props: ScreenProps) {
  const { t } = useSpeech();
  return (
    <>
      <header class="head">
        <h1 class="unseen">{t(say.today)}</h1>
        <NetLine link />
      </header>
      <main />
      <Tabs current="today" />
    </>
  );
}
