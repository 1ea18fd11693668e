/** The service's time as it passes, for the few words on the page that count seconds. */
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useLayoutEffect, useState } from 'preact/hooks';

const NowContext = createContext(0);

/** The service's time. What calls this is drawn again each second while the session is live and the page is seen. */
export function useNow(): number {
  return useContext(NowContext);
}

/** Lets time pass below it, from `nowMs` on. Stands still unless `live`, and while the page is hidden. */
export function PassingTime({ nowMs, live, children }: { nowMs: number; live: boolean; children: ComponentChildren }) {
  const [time, setTime] = useState({ fromMs: nowMs, nowMs });
  // At once and not after the next frame, so that no time is lost between the message and its clock.
  useLayoutEffect(() => {
    if (!live) {
      return undefined;
    }
    const aheadMs = nowMs - Date.now();
    let timer: number | undefined;
    const wait = (): void => {
      window.clearTimeout(timer);
      if (!document.hidden) {
        timer = window.setTimeout(pass, 1000 - ((Date.now() + aheadMs) % 1000));
      }
    };
    const pass = (): void => {
      setTime({ fromMs: nowMs, nowMs: Date.now() + aheadMs });
      wait();
    };
    const onVisibility = (): void => {
      if (document.hidden) {
        wait();
      } else {
        pass();
      }
    };
    document.addEventListener('visibilitychange', onVisibility);
    wait();
    return () => {
      window.clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [nowMs, live]);
  return <NowContext.Provider value={time.fromMs === nowMs ? time.nowMs : nowMs}>{children}</NowContext.Provider>;
}
