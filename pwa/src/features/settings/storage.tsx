import { useEffect, useRef, useState } from "preact/hooks";
import { useApp, useSpeech } from "../../app/context";
import { protectStorage, type StorageUse, storageUse } from "../../app/storage";
import { Icon, SectionHead, Verdict } from "../../ui";
import { say } from "./messages";
import { Offline } from "./offline";

export function Storage() {
  const { model, store, sync } = useApp();
  const { t, format } = useSpeech();
  const [use, setUse] = useState<StorageUse | null>(null);
  const read = () => void storageUse(store).then(setUse);
  useEffect(read, []);
  const last = model.lastPull.value;
  const when = last ? t(say.lastSync, { when: `${format.date(last)} ${format.time(last)}` }) : t(say.neverSynced);
  return (
    <>
      <SectionHead
        title={t(say.phone)}
        count={use?.free != null ? t(say.free, { size: format.bytes(use.free) }) : undefined}
      />
      <section class="card">
        {use && use.used !== null && <UseBar use={use} used={use.used} />}
        <ul class="rows rows--ruled">
          <Offline />
          <li class="row row--s">
            <Icon name="shield" />
            <span class="row__text">
              <span>{t(use?.protected ? say.kept : say.keptNo)}</span>
            </span>
            {use?.protected ? (
              <Verdict level="pass">{t(say.keptYes)}</Verdict>
            ) : (
              <button class="link" type="button" onClick={() => void protectStorage(store).then(read)}>
                {t(say.protect)}
              </button>
            )}
          </li>
          <li class="row row--s">
            <Icon name="retry" />
            <span class="row__text">
              <span>{when}</span>
            </span>
            <button class="link" type="button" onClick={() => void sync.now()}>
              {t(say.sync)}
            </button>
          </li>
        </ul>
      </section>
    </>
  );
}

function UseBar({ use, used }: { use: StorageUse; used: number }) {
  const { t, format } = useSpeech();
  const rest = Math.max(0, used - use.photos);
  const sizes = { used: format.bytes(used), photos: format.bytes(use.photos) };
  return (
    <div class="card--pad">
      <div class="usebar" role="img" aria-label={t(say.usage, sizes)}>
        <Part name="k-photos" share={use.photos} />
        <Part name="k-catalog" share={rest} />
        <Part name="" share={Math.max(used, 1)} />
      </div>
      <ul class="usekey small num">
        <li>
          <i class="k-photos" />
          {t(say.photos, { size: sizes.photos })}
        </li>
        <li>
          <i class="k-catalog" />
          {t(say.rest, { size: format.bytes(rest) })}
        </li>
      </ul>
    </div>
  );
}

function Part({ name, share }: { name: string; share: number }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => bar.current?.style.setProperty("--n", String(share)), [share]);
  return <i class={name} ref={bar} />;
}
